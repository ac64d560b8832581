import type {Language} from '../lesson/types.ts';
import {publishPlaces, type PublishOptions} from './publish-places.ts';

interface Closable {
	setLanguage(language: Language): void;
	close(): Promise<void>;
}

/** The same workshop, which says where it is for as long as it is open: whoever drives it need not know. */
export function published<W extends PublishOptions['workshop'] & Closable>(
	workshop: W,
	options: Omit<PublishOptions, 'workshop'>,
): W {
	const places = publishPlaces({...options, workshop});
	const instead: Closable = {
		setLanguage(language) {
			workshop.setLanguage(language);
			places.setLanguage(language);
		},
		async close() {
			try {
				await workshop.close();
			} finally {
				await places.close();
			}
		},
	};
	return new Proxy(workshop, {
		get(target, name) {
			if (name === 'setLanguage' || name === 'close') {
				return instead[name];
			}

			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});
}
