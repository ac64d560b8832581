import type {Course} from '../../lesson/types.ts';
import type {Platform} from '../../platform/platform.ts';
import type {Workbench} from '../workbench.ts';
import type {WorkshopEvent} from '../workshop-events.ts';
import type {Ledger} from './ledger.ts';
import type {Route} from './route.ts';

/** What the workshop's longer works need of it. */
export interface Room {
	course: Course;
	platform: Platform;
	bench: Workbench;
	route: Route;
	ledger: Ledger;
	emit: (event: WorkshopEvent) => void;
}
