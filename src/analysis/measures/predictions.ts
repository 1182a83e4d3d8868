import { headsOf } from '../../config/layers/heads';
import type { AnalysisConfig } from '../../config/schema/config';
import type { SequenceSet, Targets } from '../../data/dataset';
import { headTargets } from '../../data/headTargets';
import { stepIndex } from '../../data/realSteps';
import type { LayerActivations } from '../../models/activations';
import type { Prediction } from '../../result/prediction';
import { rowsWithTarget } from '../plan/times';

/**
 * How often each head that predicts a symbol is right at the last step that has its target, on the sequences that the
 * estimates of that step use.
 */
export function predictions(
  epoch: number,
  { model }: AnalysisConfig,
  set: SequenceSet,
  layers: readonly LayerActivations[],
  samples: number,
  which?: 'training',
): Prediction[] {
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  return headsOf(model.layers).flatMap(({ name, target }): Prediction[] => {
    const targets = headTargets(set, target);
    const output = layers.find(({ layer }) => layer === name);
    if (!targets?.symbols || !output || output.units !== targets.alphabet) return [];
    for (let time = set.inputs.length; time >= 1; time--) {
      const present = rowsWithTarget(targets, time, rows);
      if (present.length < 2) continue;
      const right = rightAnswers(output, targets, targets.symbols, time, present);
      return [{ head: name, target, time, epoch, ...right, samples: present.length, ...(which && { set: which }) }];
    }
    return [];
  });
}

/** The share of the commonest symbol of each target of symbols, over all its steps. */
export function chanceLevels(set: SequenceSet): { target: string; share: number }[] {
  const names = ['Y', 'X', 'next', ...(set.furtherTargets?.keys() ?? [])];
  return names.flatMap((target) => {
    const symbols = headTargets(set, target)?.symbols;
    if (!symbols) return [];
    const counts = new Map<number, number>();
    let total = 0;
    for (const symbol of symbols) {
      if (symbol < 0) continue;
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
      total++;
    }
    return total > 0 ? [{ target, share: Math.max(...counts.values()) / total }] : [];
  });
}

function rightAnswers(
  output: LayerActivations,
  targets: Targets,
  symbols: Int32Array,
  time: number,
  rows: Int32Array,
): Pick<Prediction, 'accuracy' | 'chance'> {
  const { values, length, units } = output;
  const counts = new Int32Array(units);
  let right = 0;
  for (const row of rows) {
    const step = targets.at === 'end' ? 0 : stepIndex(targets, row, time);
    const symbol = symbols[row * targets.length + step];
    const from = (row * length + (length === 1 ? 0 : stepIndex(output, row, time))) * units;
    let best = 0;
    for (let j = 1; j < units; j++) if (values[from + j] > values[from + best]) best = j;
    counts[symbol]++;
    if (best === symbol) right++;
  }
  return { accuracy: right / rows.length, chance: Math.max(...counts) / rows.length };
}
