import {object, required, text} from './shape.ts';
import {languages} from './types.ts';

/** A text in every language. */
export const translatedShape = object(
	Object.fromEntries(
		languages.map((language) => [language, required(text(), `In the language ${language}`)]),
	),
);
