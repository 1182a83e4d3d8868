import type { Random } from '../../base/random';
import type { DataConfig } from '../../config/schema/data';
import { entropyTerm } from '../../information/exact/discrete/entropyFunctions';
import type { SymbolSource } from './symbolSource';

export type InductionHead = Extract<DataConfig, { task: 'inductionHead' }>;

/**
 * Independent uniform symbols; at one place of all but the last two, all equally likely, and at the last place the
 * trigger, which is the last symbol of the alphabet.
 */
export function inductionHeadSource({
  symbols,
  length,
}: InductionHead): SymbolSource & Required<Pick<SymbolSource, 'windowEntropy'>> {
  const trigger = symbols;
  const places = length - 2;
  const logEach = -Math.log(places) - places * Math.log(symbols);
  const draw = (random: Random, at: Int32Array, from: number, steps: number, place: number): void => {
    for (let t = 0; t < steps; t++) {
      const symbol = random.integer(symbols);
      at[from + t] = t === place || t === length - 1 ? trigger : symbol;
    }
  };
  return {
    alphabet: symbols + 1,
    length,
    draw: (random, at, from) => draw(random, at, from, length, random.integer(places)),
    logProbability: (at, from) => {
      const place = at.indexOf(trigger, from) - from;
      const isRight = place < places && at.indexOf(trigger, from + place + 1) === from + length - 1;
      return isRight ? logEach : -Infinity;
    },
    // Within the window the trigger stands at one of the places, or at none.
    windowEntropy: (from, to) => {
      const triggers = Math.max(0, Math.min(to, places) - from);
      const open = Math.max(0, Math.min(to, length - 1) - from);
      const each = 1 / places;
      return (
        triggers * entropyTerm(each) +
        entropyTerm(Math.max(0, 1 - triggers * each)) +
        (open - triggers * each) * Math.log(symbols)
      );
    },
    drawBefore: (random, at, from, steps) => {
      const free = Math.min(steps, places);
      const isLater = at.subarray(from + free, from + places).includes(trigger);
      draw(random, at, from, steps, isLater || free === 0 ? -1 : random.integer(free));
    },
  };
}
