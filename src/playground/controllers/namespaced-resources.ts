import {kinds} from '../kinds/index.ts';
import type {ResourceName} from '../kinds/objects.ts';

/** The resources that live in a namespace. */
export const NAMESPACED_RESOURCES: ResourceName[] = kinds
	.filter(({namespaced}) => namespaced)
	.map(({resource}) => resource);
