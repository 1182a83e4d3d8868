import type { Sequences, Targets } from '../../data/dataset';

/** Sequences that agree by chance with a law that is not theirs are as rare as one in e^27, about 5e11. */
const rareness = 27;

/** Whether the target of each step but the last is the symbol of the next step, in every sequence. */
export function isNextSymbol(targets: Targets | undefined, { symbols, samples, length }: Sequences): boolean {
  if (targets?.at !== 'every' || !targets.symbols || !symbols || targets.length !== length || length < 2) return false;
  for (let i = 0; i < samples; i++)
    for (let at = i * length; at < (i + 1) * length - 1; at++)
      if (targets.symbols[at] !== symbols[at + 1]) return false;
  return true;
}

/**
 * The least d for which the target of every step t > d is the symbol of step t - d, in every sequence; of a target of
 * the last step, for which it is that of d steps before. `undefined` where there is none, or where so few sequences
 * could agree by chance.
 */
export function delayOfSymbols(targets: Targets | undefined, inputs: Sequences): number | undefined {
  if (!targets?.symbols || !inputs.symbols || inputs.lengths || targets.samples !== inputs.samples) return undefined;
  const { length } = inputs;
  if (targets.length !== (targets.at === 'every' ? length : 1)) return undefined;
  for (let delay = 0; delay < length; delay++)
    if (isDelayed(targets, inputs, delay)) return isRareByChance(inputs, delay) ? delay : undefined;
  return undefined;
}

function isDelayed(targets: Targets, { symbols, samples, length }: Sequences, delay: number): boolean {
  if (!targets.symbols || !symbols) return false;
  const isEvery = targets.at === 'every';
  for (let i = 0; i < samples; i++)
    for (let t = isEvery ? delay : length - 1; t < length; t++)
      if (targets.symbols[i * targets.length + (isEvery ? t : 0)] !== symbols[i * length + t - delay]) return false;
  return true;
}

/**
 * Two independent symbols of one step are equal with the chance sum p^2. One step counts: sequences are independent of
 * each other, steps may not be.
 */
function isRareByChance({ symbols, samples, length, alphabet = 0 }: Sequences, delay: number): boolean {
  if (!symbols) return false;
  const counts = new Float64Array(alphabet + 1);
  for (let i = 0; i < samples; i++) counts[symbols[(i + 1) * length - 1 - delay] + 1] += 1;
  const equal = counts.reduce((sum, count) => sum + (count / samples) ** 2, 0);
  return -samples * Math.log(equal) > rareness + Math.log(length);
}
