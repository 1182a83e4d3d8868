import { entropyCaps } from './entropyCaps';
import { inputLimits } from './inputLimits';
import { processingLimits } from './processingLimits';
import type { Theorem } from './theorem';

/**
 * Every theorem that estimates are held to, in rounds: a round reads what the rounds before it have held, so that one
 * pass through all of them is enough. A new theorem is an entry here, a code in `result/warnings.ts` and its words.
 */
export const rounds: readonly (readonly Theorem[])[] = [entropyCaps, inputLimits, processingLimits];
