import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {SandboxSpec, StandIn} from './types.ts';

interface Account {
	name: string;
	uid: number;
	gid: number;
	home: string;
	shell: string;
}

/** Writes the /etc files of a container: accounts, name resolution, hosts. */
export async function writeEtcFiles(
	directory: string,
	sandbox: SandboxSpec,
	ip: string,
	image: StandIn,
	user: {uid: number; gid: number},
): Promise<void> {
	await mkdir(directory, {recursive: true});
	const accounts = accountsFor(image, user);
	const files: Record<string, string> = {
		passwd: accounts
			.map(({name, uid, gid, home, shell}) => `${name}:x:${uid}:${gid}:${name}:${home}:${shell}`)
			.join('\n'),
		group: accounts.map(({name, gid}) => `${name}:x:${gid}:`).join('\n'),
		hostname: sandbox.hostname,
		hosts: hostsFile(sandbox, ip),
		'resolv.conf': [
			`search ${sandbox.dns.searches.join(' ')}`,
			...sandbox.dns.nameservers.map((address) => `nameserver ${address}`),
			`options ${sandbox.dns.options.join(' ')}`,
		]
			.filter((line) => !/^(search|options) $/.test(line))
			.join('\n'),
		'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns',
		'os-release': 'NAME="doklab playground"\nID=doklab',
	};
	await Promise.all(
		Object.entries(files).map(([name, text]) => writeFile(join(directory, name), `${text}\n`, {mode: 0o644})),
	);
}

function accountsFor(image: StandIn, user: {uid: number; gid: number}): Account[] {
	const accounts: Account[] = [
		{name: 'root', uid: 0, gid: 0, home: '/root', shell: '/bin/sh'},
		{name: 'nobody', uid: 65_534, gid: 65_534, home: '/nonexistent', shell: '/usr/sbin/nologin'},
	];
	if (image.account) {
		accounts.push({...image.account, shell: '/bin/sh'});
	}

	// initdb and others refuse to run as a user without a name.
	if (!accounts.some(({uid}) => uid === user.uid)) {
		accounts.push({name: `user${user.uid}`, uid: user.uid, gid: user.gid, home: '/tmp', shell: '/bin/sh'});
	}

	return accounts;
}

function hostsFile(sandbox: SandboxSpec, ip: string): string {
	const names = sandbox.fqdn === undefined ? [sandbox.hostname] : [sandbox.fqdn, sandbox.hostname];
	return [
		'127.0.0.1\tlocalhost',
		'::1\tlocalhost ip6-localhost ip6-loopback',
		`${ip}\t${names.join('\t')}`,
		...sandbox.hosts.map((entry) => `${entry.ip}\t${entry.hostnames.join('\t')}`),
	].join('\n');
}
