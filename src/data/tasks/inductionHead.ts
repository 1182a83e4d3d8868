import { sentence, verbatim } from '../../base/sentence';
import { binaryEntropy, entropy } from '../../information/exact/discrete/entropyFunctions';
import type { ExactValue } from '../dataset';
import { blockEntropies, entropyOf, historyLine, inputLine, stepEntropies } from '../exactValues';
import { type InductionHead, inductionHeadSource } from './inductionHeadSource';
import type { SymbolTask } from './symbolTask';

/**
 * The task of induction heads (Olsson et al. 2022; Gu and Dao 2023, section 4.1.2): among random symbols a trigger
 * comes once, and again as the last symbol; the target there is the symbol that followed it, elsewhere there is none.
 */
export function inductionHead(config: InductionHead): SymbolTask {
  const { symbols, length } = config;
  return {
    title: sentence('induction head, {0} symbols', symbols),
    source: inductionHeadSource(config),
    classes: symbols,
    answer: (inputs, start, targets) => {
      targets[start + length - 1] = inputs[inputs.indexOf(symbols, start) + 1];
    },
    exact: () => exactInformation(config),
  };
}

/** Whether the trigger came, and the symbol behind it: the smallest state. */
function exactInformation(config: InductionHead): ExactValue[] {
  const { symbols, length } = config;
  const each = Math.log(symbols);
  const name = sentence('the symbol behind the trigger');
  const places = length - 2;
  const { windowEntropy } = inductionHeadSource(config);
  const steps = Array.from({ length }, (_, i) => i + 1);
  /** The trigger is still to come, is the newest symbol, or has come before: probabilities after step t. */
  const phases = (t: number): [number, number, number] => {
    const seen = Math.min(t, places) / places;
    const newest = t >= 1 && t <= places ? 1 / places : 0;
    return [1 - seen, newest, seen - newest];
  };
  const held = (t: number): number => entropy(phases(t)) + phases(t)[2] * each;
  const added = (t: number): number => {
    const [before, newest] = phases(t - 1);
    return (before > 0 ? before * binaryEntropy(1 / (places - t + 1)) : 0) + newest * each;
  };
  return [
    entropyOf('Y', each),
    ...stepEntropies(steps.map((t) => windowEntropy(t - 1, t))),
    ...blockEntropies(steps.map((t) => windowEntropy(0, t))),
    ...inputLine(steps.map(held), name),
    ...historyLine(
      steps.slice(1).map((t) => held(t) - added(t)),
      name,
    ),
    { quantity: 'outputInformation', source: 'X', target: 'Y', time: length, nats: each, name: verbatim('I(X;Y)') },
  ];
}
