import type { EnhancedPicture } from '../../../result/studies';
import type { Nearness } from './measures';

/** How near a trained network brings spoiled values to clean ones. Nats. */
export interface EnhanceOutcome {
  readonly enhanced: {
    readonly before: Nearness;
    readonly after: Nearness;
    /** Lower bounds on the information about the clean value, per value: in the spoiled value, and in the output. */
    readonly leastBefore: number;
    readonly leastAfter: number;
    readonly picture?: EnhancedPicture;
  };
}

export const isEnhanceOutcome = (kept: object): kept is EnhanceOutcome => 'enhanced' in kept;
