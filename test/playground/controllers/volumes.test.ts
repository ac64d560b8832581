import {describe, expect, it} from 'vitest';
import {startCluster} from './cluster.ts';
import {createClaim, createPod, eventsAbout, turns, using} from './objects.ts';

const EXTERNAL =
	"Normal ExternalProvisioning: Waiting for a volume to be created either by the external provisioner 'rancher.io/local-path' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.";

describe('a claim of class standard', () => {
	it('is Pending until its first consumer, and says so', async () => {
		const {registry, until, volumes} = startCluster();
		createClaim(registry, 'archives');
		await until(() => eventsAbout(registry, 'archives').length > 0);
		await turns();
		expect(registry.get('persistentvolumeclaims', 'rec', 'archives')).toMatchObject({
			metadata: {finalizers: ['kubernetes.io/pvc-protection']},
			spec: {storageClassName: 'standard', volumeMode: 'Filesystem'},
			status: {phase: 'Pending'},
		});
		expect(eventsAbout(registry, 'archives')).toEqual([
			'Normal WaitForFirstConsumer: waiting for first consumer to be created before binding',
		]);
		expect(volumes.size).toBe(0);
	});

	it('gets a volume on the node that its consumer is put on', async () => {
		const {registry, until, volumes} = startCluster();
		createClaim(registry, 'archives');
		await until(() => eventsAbout(registry, 'archives').length > 0);
		createPod(registry, 'writer', using('archives'));
		const pod = await until(() => {
			const found = registry.get('pods', 'rec', 'writer');
			return found.spec.nodeName && found;
		});
		const claim = registry.get('persistentvolumeclaims', 'rec', 'archives');
		const name = `pvc-${claim.metadata.uid}`;
		expect(claim).toMatchObject({
			metadata: {
				annotations: {
					'pv.kubernetes.io/bind-completed': 'yes',
					'pv.kubernetes.io/bound-by-controller': 'yes',
					'volume.beta.kubernetes.io/storage-provisioner': 'rancher.io/local-path',
					'volume.kubernetes.io/selected-node': pod.spec.nodeName,
					'volume.kubernetes.io/storage-provisioner': 'rancher.io/local-path',
				},
			},
			spec: {volumeName: name},
			status: {phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: {storage: '1Mi'}},
		});
		const path = `/volumes/${name}_rec_archives`;
		expect(registry.get('persistentvolumes', undefined, name)).toMatchObject({
			metadata: {
				annotations: {
					'local.path.provisioner/selected-node': pod.spec.nodeName,
					'pv.kubernetes.io/provisioned-by': 'rancher.io/local-path',
				},
				finalizers: ['kubernetes.io/pv-protection'],
			},
			spec: {
				accessModes: ['ReadWriteOnce'],
				capacity: {storage: '1Mi'},
				claimRef: {
					kind: 'PersistentVolumeClaim',
					namespace: 'rec',
					name: 'archives',
					uid: claim.metadata.uid,
				},
				hostPath: {path, type: 'DirectoryOrCreate'},
				nodeAffinity: {
					required: {
						nodeSelectorTerms: [
							{
								matchExpressions: [
									{key: 'kubernetes.io/hostname', operator: 'In', values: [pod.spec.nodeName]},
								],
							},
						],
					},
				},
				persistentVolumeReclaimPolicy: 'Delete',
				storageClassName: 'standard',
				volumeMode: 'Filesystem',
			},
			status: {phase: 'Bound'},
		});
		expect([...volumes]).toEqual([path]);
		expect(eventsAbout(registry, 'archives').filter((each) => !each.includes('WaitFor'))).toEqual([
			EXTERNAL,
			'Normal Provisioning: External provisioner is provisioning volume for claim "rec/archives"',
			`Normal ProvisioningSucceeded: Successfully provisioned volume ${name}`,
		]);
		expect(pod.status.nominatedNodeName).toBeUndefined();
	});

	it('stays while a Pod uses it, and takes its volume and the directory with it', async () => {
		const {registry, until, volumes} = startCluster();
		createClaim(registry, 'archives');
		createPod(registry, 'writer', using('archives'));
		await until(() => registry.get('pods', 'rec', 'writer').status.phase === 'Running');
		registry.delete('persistentvolumeclaims', 'rec', 'archives');
		await turns();
		expect(
			registry.get('persistentvolumeclaims', 'rec', 'archives').metadata.deletionTimestamp,
		).toBeDefined();
		registry.delete('pods', 'rec', 'writer');
		await until(() => !registry.find('persistentvolumeclaims', 'rec', 'archives'));
		await until(() => registry.list('persistentvolumes').length === 0);
		expect(volumes.size).toBe(0);
	});

	it('is refused for many writers in the words of local-path, once it has a consumer', async () => {
		const {registry, until} = startCluster();
		createClaim(registry, 'rwx', {accessModes: ['ReadWriteMany']});
		createPod(registry, 'writer', using('rwx'));
		await until(() => eventsAbout(registry, 'rwx').some((each) => each.startsWith('Warning')));
		expect(eventsAbout(registry, 'rwx')).toContain(
			'Warning ProvisioningFailed: failed to provision volume with StorageClass "standard": NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes',
		);
		expect(registry.get('pods', 'rec', 'writer').spec.nodeName).toBeUndefined();
	});
});

describe('a claim', () => {
	it('of a class that does not exist says so', async () => {
		const {registry, until} = startCluster();
		createClaim(registry, 'noclass', {storageClassName: 'fast'});
		await until(() => eventsAbout(registry, 'noclass').length > 0);
		expect(eventsAbout(registry, 'noclass')).toEqual([
			'Warning ProvisioningFailed: storageclass.storage.k8s.io "fast" not found',
		]);
	});

	it('without a class is bound to the smallest volume that fits, which is kept afterwards', async () => {
		const {registry, until} = startCluster();
		for (const [name, storage] of [
			['large', '5Gi'],
			['small', '1Gi'],
			['tiny', '1Ki'],
		]) {
			registry.create('persistentvolumes', undefined, {
				metadata: {name},
				spec: {
					accessModes: ['ReadWriteOnce'],
					capacity: {storage},
					hostPath: {path: `/data/${name}`},
					persistentVolumeReclaimPolicy: 'Retain',
				},
			});
		}

		await until(() => registry.list('persistentvolumes').every(({status}) => status.phase === 'Available'));
		createClaim(registry, 'by-hand', {storageClassName: ''});
		await until(() => registry.get('persistentvolumeclaims', 'rec', 'by-hand').status.phase === 'Bound');
		const claim = registry.get('persistentvolumeclaims', 'rec', 'by-hand');
		expect(claim.spec.volumeName).toBe('small');
		expect(claim.status.capacity).toEqual({storage: '1Gi'});
		registry.delete('persistentvolumeclaims', 'rec', 'by-hand');
		await until(() => registry.get('persistentvolumes', undefined, 'small').status.phase === 'Released');
	});

	it('whose volume is gone is Lost', async () => {
		const {registry, until} = startCluster();
		createClaim(registry, 'archives');
		createPod(registry, 'writer', using('archives'));
		const name = await until(() => {
			const {status, spec} = registry.get('persistentvolumeclaims', 'rec', 'archives');
			return status.phase === 'Bound' && spec.volumeName;
		});
		registry.delete('persistentvolumes', undefined, name);
		await turns();
		expect(registry.get('persistentvolumes', undefined, name).metadata.deletionTimestamp).toBeDefined();
		registry.modify('persistentvolumes', undefined, name, ({metadata}) => void (metadata.finalizers = []));
		await until(() => registry.get('persistentvolumeclaims', 'rec', 'archives').status.phase === 'Lost');
		expect(eventsAbout(registry, 'archives')).toContain(
			'Warning ClaimLost: Bound claim has lost its PersistentVolume. Data on the volume is lost!',
		);
	});
});
