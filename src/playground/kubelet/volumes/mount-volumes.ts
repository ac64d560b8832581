import {mkdir} from 'node:fs/promises';
import type {Pod, Volume} from '../../kinds/objects.ts';
import type {KubeletContext} from '../context.ts';
import type {PodFacts} from '../env/field-ref.ts';
import type {PodPaths} from '../pod-paths.ts';
import {claimDirectory} from './claim.ts';
import {configMapPayload} from './config-map.ts';
import {downwardPayload} from './downward-api.ts';
import {makeEmptyDir} from './empty-dir.ts';
import {applyFsGroup} from './fs-group.ts';
import {type Payload, VolumeError} from './payload.ts';
import {projectedPayload} from './projected.ts';
import {secretPayload} from './secret.ts';
import type {PayloadWriter} from './write-payload.ts';

/** A volume that is there: what a container's volumeMounts bind. */
export interface MountedVolume {
	directory: string;
	readOnly: boolean;
}

export interface MountOptions {
	paths: PodPaths;
	facts: PodFacts;
	writer: PayloadWriter;
	generatedOnly: boolean;
}

export interface MountResult {
	volumes: Map<string, MountedVolume>;
	/** Volumes that could not be made, each with the reason for its FailedMount event. */
	failures: Array<{volume: string; message: string}>;
}

/**
 * Makes the volumes of a Pod. Safe to call again: with `generatedOnly`, it brings the files of ConfigMaps and
 * the like up to date and leaves the other volumes out.
 */
export async function mountVolumes(
	context: KubeletContext,
	pod: Pod,
	{paths, facts, writer, generatedOnly}: MountOptions,
): Promise<MountResult> {
	const result: MountResult = {volumes: new Map(), failures: []};
	for (const volume of pod.spec.volumes ?? []) {
		if (generatedOnly && (volume.emptyDir ?? volume.persistentVolumeClaim ?? volume.hostPath)) {
			continue;
		}

		try {
			result.volumes.set(volume.name, await mount(volume));
		} catch (error) {
			// Everything here is about this volume (a missing object, a full disk): the event says which.
			result.failures.push({volume: volume.name, message: (error as Error).message});
		}
	}

	return result;

	async function mount(volume: Volume): Promise<MountedVolume> {
		const {fsGroup, fsGroupChangePolicy} = pod.spec.securityContext;
		const generated = payloadOf(context, pod, volume, facts);
		if (generated) {
			const directory = paths.volume(generated.plugin, volume.name);
			await writer.write(directory, generated.payload, fsGroup);
			return {directory, readOnly: true};
		}

		const directory = await ownDirectory(volume);
		if (fsGroup !== undefined) {
			await applyFsGroup(directory, fsGroup, fsGroupChangePolicy === 'OnRootMismatch');
		}

		return {directory, readOnly: volume.persistentVolumeClaim?.readOnly ?? false};
	}

	async function ownDirectory({name, emptyDir, persistentVolumeClaim, hostPath}: Volume): Promise<string> {
		if (emptyDir) {
			const directory = paths.volume('empty-dir', name);
			await makeEmptyDir(directory);
			return directory;
		}

		if (persistentVolumeClaim) {
			const directory = claimDirectory(context, pod, persistentVolumeClaim.claimName);
			await mkdir(directory, {recursive: true});
			return directory;
		}

		throw new VolumeError(
			hostPath
				? `hostPath ${hostPath.path} is not given to Pods: the playground's nodes are this machine. Use an emptyDir or a claim`
				: 'the playground has no volumes of this type',
		);
	}
}

function payloadOf(
	{registry}: KubeletContext,
	pod: Pod,
	{configMap, secret, downwardAPI, projected}: Volume,
	facts: PodFacts,
): {plugin: string; payload: Payload} | undefined {
	const namespace = pod.metadata.namespace ?? 'default';
	if (configMap) {
		return {
			plugin: 'configmap',
			payload: configMapPayload(registry, namespace, configMap, configMap.defaultMode),
		};
	}

	if (secret) {
		return {plugin: 'secret', payload: secretPayload(registry, namespace, secret, secret.defaultMode)};
	}

	if (downwardAPI) {
		const {items = [], defaultMode} = downwardAPI;
		return {plugin: 'downward-api', payload: downwardPayload(pod, items, facts, defaultMode)};
	}

	return projected && {plugin: 'projected', payload: projectedPayload(registry, pod, projected, facts)};
}
