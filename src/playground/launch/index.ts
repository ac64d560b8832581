export {inspectHost, type HostFinding} from './inspect-host.ts';
export {startPlayground} from './start.ts';
export {playgroundState} from './state.ts';
export {stopPlayground} from './stop.ts';
export type {PlaygroundPaths, PlaygroundState, StartOptions} from './types.ts';
