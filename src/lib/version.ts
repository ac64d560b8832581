import manifest from '../../package.json' with {type: 'json'};

/** doklab's own version. */
export const version: string = manifest.version;
