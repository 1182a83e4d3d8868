import { UserError } from '../../base/userError';

/** A process ended twice at the same work, most often for want of memory: another machine may have more. */
export class EndedTwice extends UserError {}
