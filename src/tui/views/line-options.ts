import type {Language} from '../../lesson/types.ts';
import type {Theme} from '../theme.ts';

/** What lines are made for. */
export interface LineOptions {
	/** Columns; no line is wider. */
	width: number;
	theme: Theme;
	language: Language;
}
