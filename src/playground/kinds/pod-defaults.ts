import type {Container, Handler, HttpGetAction, PodSpec, Probe, Volume} from './objects.ts';

/**
 * Fills what a server fills in a Pod's spec, and in a Pod template's; changes and returns it (Kubernetes:
 * pkg/apis/core/v1 defaults.go).
 */
export function withPodSpecDefaults(draft: Partial<PodSpec>): PodSpec {
	const spec = draft as PodSpec;
	spec.restartPolicy ??= 'Always';
	spec.terminationGracePeriodSeconds ??= 30;
	spec.dnsPolicy ??= 'ClusterFirst';
	spec.securityContext ??= {};
	spec.schedulerName ??= 'default-scheduler';
	// The older name of the field is kept equal to the newer one.
	spec.serviceAccountName ||= spec.serviceAccount;
	spec.serviceAccount = spec.serviceAccountName;
	for (const volume of spec.volumes ?? []) {
		fillVolume(volume);
	}

	for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
		fillContainer(container, spec.hostNetwork ?? false);
	}

	return spec;
}

/** The mode of a projected file that names none: 0644. */
const defaultMode = 0o644;

function fillVolume(volume: Volume): void {
	const {configMap, secret, downwardAPI, projected, hostPath, name, ...others} = volume;
	if (configMap) {
		configMap.defaultMode ??= defaultMode;
	}

	if (secret) {
		secret.defaultMode ??= defaultMode;
	}

	if (downwardAPI) {
		downwardAPI.defaultMode ??= defaultMode;
		for (const {fieldRef} of downwardAPI.items ?? []) {
			fillFieldRef(fieldRef);
		}
	}

	if (projected) {
		projected.defaultMode ??= defaultMode;
	}

	if (hostPath) {
		hostPath.type ??= '';
	}

	const sources = [configMap, secret, downwardAPI, projected, hostPath, ...Object.values(others)];
	if (name !== undefined && sources.every((source) => source === undefined)) {
		volume.emptyDir = {};
	}
}

function fillContainer(container: Container, hostNetwork: boolean): void {
	container.resources ??= {};
	fillRequests(container.resources);
	container.terminationMessagePath ||= '/dev/termination-log';
	container.terminationMessagePolicy ??= 'File';
	container.imagePullPolicy ??= pullPolicy(container.image ?? '');
	for (const port of container.ports ?? []) {
		port.protocol ??= 'TCP';
		if (hostNetwork) {
			port.hostPort ||= port.containerPort;
		}
	}

	for (const {valueFrom} of container.env ?? []) {
		fillFieldRef(valueFrom?.fieldRef);
	}

	for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
		if (probe) {
			fillProbe(probe);
		}
	}

	fillHandler(container.lifecycle?.postStart);
	fillHandler(container.lifecycle?.preStop);
}

/** A limit without a request is also the request. */
function fillRequests(resources: Container['resources']): void {
	if (resources.limits) {
		resources.requests = {...resources.limits, ...resources.requests};
	}
}

function pullPolicy(image: string): Container['imagePullPolicy'] {
	const lastPart = image.slice(image.lastIndexOf('/') + 1);
	const tag = lastPart.includes('@') ? 'digest' : (lastPart.split(':')[1] ?? 'latest');
	return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function fillProbe(probe: Probe): void {
	probe.timeoutSeconds ||= 1;
	probe.periodSeconds ||= 10;
	probe.successThreshold ||= 1;
	probe.failureThreshold ||= 3;
	fillHandler(probe);
}

function fillHandler(handler: Handler | undefined): void {
	const httpGet: HttpGetAction | undefined = handler?.httpGet;
	if (httpGet) {
		httpGet.path ||= '/';
		httpGet.scheme ??= 'HTTP';
	}
}

function fillFieldRef(fieldRef: {apiVersion?: string; fieldPath: string} | undefined): void {
	if (fieldRef) {
		fieldRef.apiVersion ??= 'v1';
	}
}
