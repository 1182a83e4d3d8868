import { predictedTargets } from '../../config/layers/heads';
import type { AnalysisConfig } from '../../config/schema/config';
import type { SequenceSet, Sequences } from '../../data/dataset';
import { rowsReaching } from '../../data/realSteps';
import { entropy } from '../../information/entropy';
import { analysedTimes, rowsWithTarget } from '../plan/times';
import { stepVariable } from '../plan/variables';
import type { NatsEstimate } from './natsEstimate';

/**
 * H(X_T) and H(Y_T) of discrete inputs and targets, from the samples that every other estimate uses; where `everyStep`
 * asks for it, H(X_t) of every analysed step, which memory is compared with. They do not change over training.
 * Continuous ones are left out: a differential entropy does not limit what a state can hold.
 */
export async function sourceEntropies(
  epoch: number,
  set: SequenceSet,
  samples: number,
  config: AnalysisConfig,
  everyStep: boolean,
  signal: AbortSignal,
): Promise<NatsEstimate[]> {
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  const last = set.inputs.length;
  const wanted: { name: 'X' | 'Y'; sequences: Sequences; step: number; time: number; rows: Int32Array }[] = (
    everyStep ? analysedTimes(last) : [last]
  ).map((time) => ({ name: 'X', sequences: set.inputs, step: time, time, rows: rowsReaching(set.inputs, time, rows) }));
  if (set.targets && predictedTargets(config.model.layers).includes('Y'))
    wanted.push({
      name: 'Y',
      sequences: set.targets,
      step: set.targets.at === 'end' ? 1 : last,
      time: last,
      rows: rowsWithTarget(set.targets, last, rows),
    });
  const estimates: NatsEstimate[] = [];
  for (const { name, sequences, step, time, rows: present } of wanted) {
    if (!sequences.symbols || present.length < 2) continue;
    const outcome = await entropy(
      stepVariable(name, sequences, step, present),
      { estimator: 'auto', seed: config.seed, symbols: sequences.alphabet },
      signal,
    );
    const { nats, warnings, ...rest } = outcome;
    estimates.push({
      quantity: 'entropy',
      source: name,
      target: name,
      time,
      epoch,
      value: nats,
      ...rest,
      ...(warnings.length > 0 && { warnings }),
    });
  }
  return estimates;
}
