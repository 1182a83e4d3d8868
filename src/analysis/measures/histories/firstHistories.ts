import { Random } from '../../../base/random';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { SequenceSet } from '../../../data/dataset';
import { everySequence } from '../../../data/everySequence';
import { freshSequences } from '../../../data/freshSequences';
import type { LayerActivations } from '../../../models/activations';
import type { NetworkHistories, NetworkRuns } from './networkRuns';

/** Sequences drawn for the first numbers of a snapshot: more at the last one, whose page is looked at. */
const mostDrawn = { final: 2 ** 12, before: 2 ** 11 };
/** Sequences that are counted one by one instead, where there are no more. */
const mostCounted = 2 ** 12;
/** Numbers that their states may take. */
const mostNumbers = 2 ** 24;
/** Multiplications that the densities of all steps may take. */
const mostWork = { final: 2e10, before: 5e9 };

/**
 * Sequences of a generated task with the network's states on them: all that there are, or as many drawn anew as cost
 * little. The densities of states are means over them. Undefined for data of files, and
 * where the analysed sequences serve as well.
 * @param states of the analysed sequences
 * @throws CancelledError
 */
export async function firstHistories(
  config: AnalysisConfig,
  states: readonly LayerActivations[],
  samples: number,
  final: boolean,
  runs: NetworkRuns,
  signal?: AbortSignal,
): Promise<NetworkHistories | undefined> {
  const draw = freshSequences(config.data, signal);
  if (!draw || config.analysis.estimator !== 'auto' || states.length === 0) return undefined;
  const numbers = states.reduce((sum, { length, units }) => sum + length * units, 0);
  const work = mostWork[final ? 'final' : 'before'];
  const most = Math.min(mostDrawn[final ? 'final' : 'before'], mostNumbers / numbers, work / (3 * samples * numbers));
  const every = everySequence(config.data, Math.min(most, mostCounted));
  if (every) return { ...every, layers: await runs.states(every.set) };
  const count = 2 ** Math.floor(Math.log2(Math.max(1, most)));
  if (count < 2 * samples) return undefined;
  const set: SequenceSet = await draw(new Random(config.seed).fork('first histories'), count);
  return { set, layers: await runs.states(set) };
}
