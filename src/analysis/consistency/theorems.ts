import { delayedCaps, delayedFloors } from './delayedLimits';
import { entropyCaps } from './entropyCaps';
import { equivocationFloors } from './equivocation';
import { inputLimits } from './inputLimits';
import { lagCaps, lagFloors } from './lagLimits';
import { nextLimits } from './nextLimits';
import { processingLimits } from './processingLimits';
import { stateLimits } from './stateLimits';
import type { Theorem } from './theorem';

/** The theorems in the order in which a round adds them. */
const added: readonly (readonly Theorem[])[] = [
  entropyCaps,
  [...lagFloors, ...delayedFloors],
  inputLimits,
  stateLimits,
  [...equivocationFloors, ...processingLimits, ...lagCaps, ...delayedCaps],
  nextLimits,
];

/**
 * Every theorem that estimates are held to, in rounds. A round has the theorems of those before it and some more, which
 * read what those before have held, so that one pass through all rounds is enough. A new theorem is an entry in one of
 * these lists, a code in `result/warnings.ts` and its words.
 */
export const rounds: readonly (readonly Theorem[])[] = added.map((_, round) => added.slice(0, round + 1).flat());

/** All theorems at once. */
export const lastRound: readonly Theorem[] = added.flat();

/** Codes of warnings that name the number that a value was held to. */
export const limitCodes: ReadonlySet<string> = new Set(lastRound.map(({ code }) => code));
