import {startEventExpiry} from '../events/expiry.ts';
import {startScheduler} from '../scheduler/scheduler.ts';
import type {ControllerContext} from './context.ts';
import {startEndpointSliceController} from './endpoint-slice/endpoint-slice.ts';
import {startGarbageCollector} from './garbage-collector/garbage-collector.ts';
import {startNamespaceController} from './namespace/namespace.ts';
import {startRootCaController} from './namespace/root-ca.ts';
import {startServiceAccountController} from './namespace/service-account.ts';
import {startNodeTaintController} from './node-taint.ts';
import {startPodCollector} from './pod-collector.ts';
import {startStatefulSetController} from './statefulset/statefulset.ts';
import {startClaimBinder} from './volumes/claim-binder.ts';
import {startClaimProtection, startVolumeProtection} from './volumes/protection.ts';
import {startLocalPathProvisioner} from './volumes/provisioner.ts';
import {startVolumeReclaimer} from './volumes/reclaimer.ts';
import {startVolumeBinder} from './volumes/volume-binder.ts';

/** Every controller of the playground; they find what there is to do by themselves, after a restart too. */
const CONTROLLERS = [
	startNamespaceController,
	startServiceAccountController,
	startRootCaController,
	startNodeTaintController,
	startStatefulSetController,
	startScheduler,
	startEndpointSliceController,
	startClaimBinder,
	startVolumeBinder,
	startLocalPathProvisioner,
	startVolumeReclaimer,
	startClaimProtection,
	startVolumeProtection,
	startGarbageCollector,
	startPodCollector,
	startEventExpiry,
];

/** Starts the controllers and the scheduler. `stop` resolves when none of them works any more. */
export function startControllers(context: ControllerContext): {stop(): Promise<void>} {
	const running = CONTROLLERS.map((start) => start(context));
	return {
		async stop() {
			await Promise.all(running.map((controller) => controller.stop()));
		},
	};
}
