/** Which package brings a program: Debian and Ubuntu, Fedora, Arch. */
const packages: Record<string, [debian: string, fedora: string, arch: string]> = {
	unshare: ['util-linux', 'util-linux', 'util-linux'],
	nsenter: ['util-linux', 'util-linux', 'util-linux'],
	setpriv: ['util-linux', 'util-linux', 'util-linux'],
	mount: ['mount', 'util-linux', 'util-linux'],
	pivot_root: ['util-linux', 'util-linux', 'util-linux'],
	findmnt: ['util-linux', 'util-linux', 'util-linux'],
	script: ['bsdutils', 'util-linux-script', 'util-linux'],
	newuidmap: ['uidmap', 'shadow-utils', 'shadow'],
	newgidmap: ['uidmap', 'shadow-utils', 'shadow'],
	ip: ['iproute2', 'iproute', 'iproute2'],
	hostname: ['hostname', 'hostname', 'inetutils'],
	postgres: ['postgresql-15', 'postgresql-server', 'postgresql'],
};

/** The sentence that says how to install `program`. */
export function install(program: string): string {
	const [debian, fedora, arch] = packages[program] ?? [program, program, program];
	return `Debian, Ubuntu: sudo apt-get install ${debian}; Fedora: sudo dnf install ${fedora}; Arch: sudo pacman -S ${arch}`;
}
