import {findPostgres, type PostgresPrograms} from './postgres-programs.ts';
import {postgresEntrypoint} from './postgres-entrypoint.ts';
import {type ImageCatalog, ImageUnavailable, type StandIn} from './types.ts';

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The uid that the image gives its postgres account: Alpine's and Debian's variant differ. */
const postgresUid = {alpine: 70, debian: 999};

/** The catalog of what stands in for images: there is no registry, programs of this machine run instead. */
export function createImageCatalog(hostPath: string): ImageCatalog {
	let postgres: Promise<PostgresPrograms[]> | undefined;
	return {
		async resolve(image) {
			const {name, tag} = parse(image);
			if (name === 'postgres') {
				postgres ??= findPostgres(hostPath);
				return postgresStandIn(image, tag, await postgres);
			}

			if (name === 'busybox' || name === 'alpine') {
				return shellStandIn(image, name);
			}

			throw new ImageUnavailable(
				`the playground has no registry and nothing that stands in for ${image}; it knows postgres, busybox and alpine. Run this lesson on kind, or on any cluster`,
			);
		},
	};
}

function parse(image: string): {name: string; tag: string} {
	const [, repository = '', tag = 'latest'] = /^(.*?)(?::([^:/@]+))?(?:@.*)?$/.exec(image) ?? [];
	const name = repository
		.replace(/^(?:docker\.io\/)?(?:library\/)?/, '')
		.replace(/^public\.ecr\.aws\/docker\/library\//, '');
	return {name, tag};
}

function postgresStandIn(image: string, tag: string, installed: PostgresPrograms[]): StandIn {
	const wanted = /^(\d+)(?:\.(\d+))?/.exec(tag);
	const found = wanted === null ? installed[0] : installed.find(({major}) => major === Number(wanted[1]));
	if (!found) {
		const have = installed.map(({version}) => version).join(', ') || 'none';
		const major = wanted?.[1] ?? '15';
		throw new ImageUnavailable(
			`no PostgreSQL ${wanted?.[1] ?? 'server'} on this machine stands in for ${image} (found: ${have}). Install it, e.g. apt-get install postgresql-${major}`,
		);
	}

	const asked = wanted?.[2] === undefined ? undefined : `${wanted[1]}.${wanted[2]}`;
	const uid = tag.includes('alpine') ? postgresUid.alpine : postgresUid.debian;
	const {directory, version} = found;
	return {
		image,
		imageId: `playground/postgres@${version}`,
		entrypoint: ['sh', '-c', postgresEntrypoint, 'docker-entrypoint.sh'],
		cmd: ['postgres'],
		env: {
			PATH: `${directory}:${path}`,
			LANG: 'C.UTF-8',
			PG_MAJOR: `${found.major}`,
			PG_VERSION: version,
			PGDATA: '/var/lib/postgresql/data',
		},
		binds: directory.startsWith('/usr/') ? [] : [directory.replace(/\/bin$/, '')],
		user: {uid: 0, gid: 0},
		account: {name: 'postgres', uid, gid: uid, home: '/var/lib/postgresql'},
		workingDir: '/',
		// The image's STOPSIGNAL: a fast shutdown. SIGTERM would wait for every client to leave.
		stopSignal: 'SIGINT',
		note:
			asked !== undefined && asked !== version
				? `${image} is stood in for by PostgreSQL ${version} of this machine`
				: undefined,
	};
}

function shellStandIn(image: string, name: string): StandIn {
	return {
		image,
		imageId: `playground/${name}@host`,
		entrypoint: [],
		cmd: ['sh'],
		env: {PATH: path},
		binds: [],
		user: {uid: 0, gid: 0},
		workingDir: '/',
		stopSignal: 'SIGTERM',
	};
}
