import type { RankingMethod } from '../../../config/schema/studies/ranking';
import type { StudyContext } from '../study';
import { gaussianRank } from './gaussianRank';
import { pairwiseInformation, type RankedStep } from './pairwise';
import { rank, type Ranked } from './rank';

/** All members, the best first, by the config's estimation settings. @throws CancelledError */
export async function rankMembers(
  steps: readonly RankedStep[],
  method: RankingMethod,
  { config: { analysis, seed }, runJob, signal }: Pick<StudyContext, 'config' | 'runJob' | 'signal'>,
): Promise<Ranked[]> {
  if (method === 'gaussian') return await gaussianRank(steps, signal);
  return rank(await pairwiseInformation(steps, analysis.neighbors, seed, runJob, signal), method);
}
