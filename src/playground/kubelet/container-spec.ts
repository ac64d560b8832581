import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {Container, Pod} from '../kinds/objects.ts';
import type {ContainerSpec, Mount, StandIn} from '../runtime/types.ts';
import type {KubeletContext} from './context.ts';
import {containerEnv} from './env/container-env.ts';
import type {SkippedKeys} from './env/env-from.ts';
import {expand} from './env/expand.ts';
import type {PodFacts} from './env/field-ref.ts';
import type {PodPaths} from './pod-paths.ts';
import {accounts, ConfigError, containerUser} from './security.ts';
import type {MountedVolume} from './volumes/mount-volumes.ts';
import {resolveSubPath} from './volumes/sub-path.ts';

export interface SpecInputs {
	pod: Pod;
	container: Container;
	attempt: number;
	image: StandIn;
	facts: PodFacts;
	paths: PodPaths;
	volumes: ReadonlyMap<string, MountedVolume>;
}

/**
 * What the runtime needs to start a container, put together from the Pod and its image. Throws ConfigError
 * for what makes it CreateContainerConfigError (a missing ConfigMap, a user that is not allowed).
 */
export async function containerSpec(
	context: KubeletContext,
	inputs: SpecInputs,
): Promise<{spec: ContainerSpec; skipped: SkippedKeys[]}> {
	const {pod, container, attempt, image, facts, paths} = inputs;
	const {variables, skipped} = containerEnv(context, pod, container, facts);
	const user = containerUser(pod, container, image);
	const spec: ContainerSpec = {
		name: container.name,
		attempt,
		image,
		argv: argv(container, image, variables),
		env: {
			HOSTNAME: hostname(pod),
			...image.env,
			...variables,
			// As runc sets it: of the user, when nothing else names it.
			HOME:
				variables.HOME ?? image.env.HOME ?? accounts(image).find(({uid}) => uid === user.uid)?.home ?? '/',
		},
		workingDir: container.workingDir ?? image.workingDir,
		user,
		mounts: await mounts(inputs),
		readOnlyRoot: container.securityContext?.readOnlyRootFilesystem ?? false,
		logFile: paths.log(container.name, attempt),
		terminationMessage: {
			file: paths.terminationMessage(container.name, attempt),
			target: container.terminationMessagePath,
		},
	};
	await mkdir(dirname(spec.logFile), {recursive: true});
	// There before the first line, for whoever follows it from the start.
	await writeFile(spec.logFile, '', {flag: 'a'});
	await mkdir(dirname(spec.terminationMessage.file), {recursive: true});
	await writeFile(spec.terminationMessage.file, '');
	// Any user of the container may leave a last message (Kubernetes: makeMounts).
	await chmod(spec.terminationMessage.file, 0o666);
	return {spec, skipped};
}

/** The host name inside a Pod. */
export function hostname(pod: Pod): string {
	return (pod.spec.hostname ?? pod.metadata.name).slice(0, 63);
}

function argv({command, args}: Container, image: StandIn, variables: Record<string, string>): string[] {
	const expanded = (texts: string[]) => texts.map((text) => expand(text, variables));
	// A command of the Pod's own replaces the image's arguments too.
	const all = command?.length
		? [...expanded(command), ...expanded(args ?? [])]
		: [...image.entrypoint, ...(args?.length ? expanded(args) : image.cmd)];
	if (all.length === 0) {
		throw new ConfigError('no command specified');
	}

	return all;
}

async function mounts({container, volumes}: SpecInputs): Promise<Mount[]> {
	const list: Mount[] = [];
	for (const {name, mountPath, subPath, readOnly} of container.volumeMounts ?? []) {
		const volume = volumes.get(name);
		if (!volume) {
			throw new ConfigError(`cannot find volume "${name}" to mount into container "${container.name}"`);
		}

		const source = subPath ? await resolveSubPath(volume.directory, subPath) : volume.directory;
		list.push({source, target: mountPath, readOnly: readOnly === true || volume.readOnly});
	}

	return list;
}
