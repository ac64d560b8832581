/** What is wrong with `text`, in the words of the server's JSON reader. */
export function describeJsonError(text: string, error: SyntaxError): string {
	const {message} = error;
	const position = /at position (\d+)/u.exec(message)?.[1];
	const character = position === undefined ? undefined : text[Number(position)];
	if (character === undefined || message.startsWith('Unexpected end')) {
		return text.trim() === '' ? 'EOF' : 'unexpected end of JSON input';
	}

	return `invalid character ${quoteCharacter(character)} ${where(message)}`;
}

function where(message: string): string {
	if (message.startsWith('Expected property name')) {
		return 'looking for beginning of object key string';
	}

	if (message.startsWith("Expected ',' or '}'")) {
		return 'after object key:value pair';
	}

	if (message.startsWith("Expected ',' or ']'")) {
		return 'after array element';
	}

	if (message.startsWith("Expected ':'")) {
		return 'after object key';
	}

	if (message.startsWith('Unexpected non-whitespace')) {
		return 'after top-level value';
	}

	return message.includes('in string') || message.includes('escape')
		? 'in string literal'
		: 'looking for beginning of value';
}

function quoteCharacter(character: string): string {
	return character === "'" ? String.raw`'\''` : `'${JSON.stringify(character).slice(1, -1)}'`;
}
