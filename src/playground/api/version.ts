/** /version for `gitVersion`, `v1.36.2+doklab`. */
export function versionInfo(gitVersion: string): Record<string, string> {
	const [major = '', minor = ''] = gitVersion.replace(/^v/u, '').split('.');
	return {
		major,
		minor,
		gitVersion,
		gitCommit: '',
		gitTreeState: 'clean',
		buildDate: '1970-01-01T00:00:00Z',
		goVersion: `node${process.version}`,
		compiler: 'node',
		platform: `${process.platform}/${process.arch === 'x64' ? 'amd64' : process.arch}`,
	};
}
