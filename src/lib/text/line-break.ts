// Where a line may end. Japanese breaks between any two characters but for kinsoku (JIS X 4051, W3C JLREQ 3.1.7
// and 3.1.8); Latin text breaks at spaces.

// Closing brackets, hyphens, dividing punctuation, middle dots, full stops, commas, iteration marks, the prolonged
// sound mark, small kana.
const notAtStart = new Set(
	'、。，．・：；？！!?,.:;)]}）］｝〕〉》」』】〙〗〟’”»‐–〜～…‥々〻ゝゞヽヾー゛゜％%ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ',
);
const notAtEnd = new Set('([{（［｛〔〈《「『【〘〖〝‘“«￥＄');
// Within a word that is longer than a line: where a reader of paths and options would break it.
const seams = new Set('/=,;:&?-_.');

const katakana = /^[ァ-ヺー]$/;

interface Character {
	text: string;
	columns: number;
}

/** True when a line may end between `current` and `next`; `before` is what stands before `current`. */
export function mayBreak(before: Character | undefined, current: Character, next: Character): boolean {
	if (next.text === ' ') {
		return false;
	}

	if (current.text === ' ') {
		return !isCounted(before, next) && !notAtStart.has(next.text);
	}

	return (
		(current.columns === 2 || next.columns === 2) && !notAtStart.has(next.text) && !notAtEnd.has(current.text)
	);
}

/** True between two katakana: a line may end there, but a word like データベース is better left whole. */
export function isWithinWord(current: Character, next: Character): boolean {
	return katakana.test(current.text) && katakana.test(next.text);
}

/** True where a word that has to be cut is best cut after. */
export function isSeam(character: Character): boolean {
	return seams.has(character.text);
}

// 「3 つ」: a number stays with what it counts.
function isCounted(before: Character | undefined, next: Character): boolean {
	return before !== undefined && /^\d$/.test(before.text) && next.columns === 2;
}
