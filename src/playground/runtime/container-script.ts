import type {ContainerSpec, Mount} from './types.ts';
import {quote, quoteAll} from './shell.ts';

/** Capabilities that a container's root keeps: the default set of container runtimes (OCI, Docker). */
const rootCapabilities = [
	'chown',
	'dac_override',
	'fowner',
	'fsetid',
	'kill',
	'setgid',
	'setuid',
	'setpcap',
	'net_bind_service',
	'net_raw',
	'sys_chroot',
	'mknod',
	'audit_write',
	'setfcap',
];

/** What of the host's /etc programs need to find libraries, certificates and time. */
const hostEtc = [
	'alternatives',
	'ssl',
	'ca-certificates',
	'pki',
	'crypto-policies',
	'ld.so.cache',
	'localtime',
];

const devices = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];

/** What the start-up script itself needs; the container's program gets its own. */
export const scriptEnvironment = {
	PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
	LC_ALL: 'C',
};

export interface RootFiles {
	/** Empty directory that becomes the container's root. */
	root: string;
	/** Directory whose files are copied to /etc. */
	etc: string;
}

/** What the script needs to know of a source before it can mount it. */
export interface PreparedMount extends Mount {
	directory: boolean;
}

/**
 * The shell script that a container's PID 1 starts as, inside its new mount and PID namespaces: it builds
 * the root file system, moves into it, becomes the container's user and then the container's program.
 * It writes one line to file descriptor 3: `ok`, or what is wrong with the command.
 */
export function containerScript(
	spec: ContainerSpec,
	files: RootFiles,
	mounts: readonly PreparedMount[],
): string {
	return [
		'set -e',
		'umask 022',
		`mount -t tmpfs -o mode=0755 tmpfs ${quote(files.root)}`,
		`cd ${quote(files.root)}`,
		'mkdir -p usr proc dev tmp etc run root home mnt opt srv var/lib var/log var/tmp .old',
		'chmod 1777 tmp var/tmp',
		'chmod 0700 root',
		'ln -s ../run var/run',
		'mount --rbind /usr usr',
		...readOnly('usr'),
		'for l in bin sbin lib lib32 lib64 libx32; do',
		'if [ -L "/$l" ]; then ln -s "$(readlink "/$l")" "$l"',
		'elif [ -d "/$l" ]; then mkdir "$l"; mount --rbind "/$l" "$l"; fi; done',
		'mount -t proc proc proc',
		...deviceLines(),
		`cp -R ${quote(files.etc)}/. etc/`,
		...hostEtc.map((name) => bindIfThere(`/etc/${name}`, `etc/${name}`)),
		...spec.image.binds.flatMap((path) => bindDirectory(path, path, true)),
		// The images' own writable places: a socket directory that any user may put a socket in.
		'mkdir -p run/postgresql && chmod 3777 run/postgresql',
		...mounts.flatMap((mount) =>
			mount.directory
				? bindDirectory(mount.source, mount.target, mount.readOnly)
				: bindFile(mount.source, mount.target, mount.readOnly),
		),
		`mkdir -p ${quote(`.${spec.workingDir}`)}`,
		'pivot_root . .old',
		'cd /',
		'umount -l /.old',
		'rmdir /.old',
		...(spec.readOnlyRoot ? ['mount -o remount,ro /'] : []),
		`cd ${quote(spec.workingDir)}`,
		...lookUpCommand(spec),
		'echo ok >&3',
		'exec 3>&-',
		`exec ${quoteAll(asUser(spec))} ${quoteAll(withEnvironment(spec.argv, spec.env))}`,
	].join('\n');
}

/** The setpriv call that turns the playground's root into the container's user. */
export function asUser(spec: Pick<ContainerSpec, 'user'>): string[] {
	const {uid, gid, groups} = spec.user;
	return [
		'setpriv',
		`--reuid=${uid}`,
		`--regid=${gid}`,
		groups.length > 0 ? `--groups=${groups.join(',')}` : '--clear-groups',
		`--bounding-set=-all,${rootCapabilities.map((name) => `+${name}`).join(',')}`,
		'--inh-caps=-all',
		'--',
	];
}

/** Runs `argv` with just `env`. */
export function withEnvironment(
	argv: readonly string[],
	env: Readonly<Record<string, string>>,
	directory?: string,
): string[] {
	const program = argv[0] ?? '';
	// env(1) would take a program with = in its name for one more variable.
	const command = program.includes('=') ? ['sh', '-c', 'exec "$0" "$@"', ...argv] : argv;
	return [
		'env',
		'-i',
		...(directory === undefined ? [] : ['-C', directory]),
		...Object.entries(env).map(([name, value]) => `${name}=${value}`),
		...command,
	];
}

function deviceLines(): string[] {
	return [
		'mount -t tmpfs -o mode=0755 tmpfs dev',
		`for d in ${devices.join(' ')}; do : > dev/$d; mount --bind /dev/$d dev/$d; done`,
		'mkdir -p dev/pts dev/shm dev/mqueue',
		'mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts dev/pts',
		'ln -s pts/ptmx dev/ptmx',
		'ln -s /proc/self/fd dev/fd',
		'ln -s /proc/self/fd/0 dev/stdin',
		'ln -s /proc/self/fd/1 dev/stdout',
		'ln -s /proc/self/fd/2 dev/stderr',
		'mount -t tmpfs -o mode=1777 shm dev/shm',
	];
}

function bindIfThere(source: string, target: string): string {
	const [from, to] = [quote(source), quote(target)];
	// A link such as localtime is copied as what it points to, which lies below /usr.
	return `if [ -L ${from} ]; then cp -P ${from} ${to}; elif [ -d ${from} ]; then mkdir -p ${to}; mount --rbind ${from} ${to}; elif [ -e ${from} ]; then : > ${to}; mount --bind ${from} ${to}; fi`;
}

function bindDirectory(source: string, target: string, isReadOnly: boolean): string[] {
	const to = `.${target}`;
	return [
		`mkdir -p ${quote(to)}`,
		`mount --rbind ${quote(source)} ${quote(to)}`,
		...(isReadOnly ? readOnly(to) : []),
	];
}

function bindFile(source: string, target: string, isReadOnly: boolean): string[] {
	const to = `.${target}`;
	return [
		`mkdir -p ${quote(to.slice(0, to.lastIndexOf('/')) || '.')}`,
		`[ -e ${quote(to)} ] || : > ${quote(to)}`,
		`mount --bind ${quote(source)} ${quote(to)}`,
		...(isReadOnly ? readOnly(to) : []),
	];
}

function readOnly(target: string): string[] {
	// A remount in a user namespace must keep the flags that the host locked (nodev, nosuid, noexec).
	const flags = `$(findmnt -no OPTIONS -T ${quote(target)} | tr , '\\n' | grep -xE 'nodev|nosuid|noexec|noatime|relatime|nodiratime' | tr '\\n' ,)`;
	return [
		`mount -o remount,bind,ro ${quote(target)} 2>/dev/null || mount -o "remount,bind,${flags}ro" ${quote(target)}`,
	];
}

function lookUpCommand(spec: ContainerSpec): string[] {
	const program = spec.argv[0] ?? '';
	const message = program.includes('/')
		? `exec: ${JSON.stringify(program)}: stat ${program}: no such file or directory`
		: `exec: ${JSON.stringify(program)}: executable file not found in $PATH`;
	const path = spec.env['PATH'] ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
	return [
		`if ! (PATH=${quote(path)}; command -v ${quote(program)} >/dev/null); then echo ${quote(message)} >&3; exit 127; fi`,
	];
}
