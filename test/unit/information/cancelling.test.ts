import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import { Random } from '../../../src/base/random';
import { conditionalMutualInformation } from '../../../src/information/conditionalInformation';
import { entropy } from '../../../src/information/entropy';
import type { EstimatorName } from '../../../src/information/types/estimate';
import { mutualInformation } from '../../../src/information/mutualInformation';
// Loaded beforehand, because loading a module takes turns too.
import '../../../src/information/estimators/neural';
import type { Variable } from '../../../src/information/types/variable';
import { continuous, discrete, gaussianVectors, normals } from './samplers';

const samples = 12_000;
const columns = 12;
const [x, y] = gaussianVectors(0.6, columns, samples, 1);
const random = new Random(2);
const symbols = discrete(
  'L',
  Float64Array.from({ length: samples }, () => random.integer(5)),
);
const noisy: Variable = {
  ...y,
  conditional: { given: 'X', means: x.values.map((value) => 0.6 * value), variances: Float64Array.of(0.64) },
};
const options = (estimator: EstimatorName) => ({ estimator, seed: 1, noiseVariance: 0.1 });

/** Turns of the event loop between the cancel, which comes in the third turn, and the end of the work. */
async function turnsAfterCancel(work: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const controller = new AbortController();
  let turns = 0;
  let since = 0;
  let over = false;
  const turn = (): void => {
    turns++;
    if (turns === 3) controller.abort();
    if (controller.signal.aborted) since++;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  try {
    await work(controller.signal);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    return since;
  } finally {
    over = true;
  }
  throw new Error(`It was done after ${turns} turns, and never heard of the cancel.`);
}

const works: [string, (signal: AbortSignal) => Promise<unknown>][] = [
  ...(
    [
      'auto',
      'plugin',
      'nsb',
      'binning',
      'kdeLower',
      'kdeUpper',
      'ksg1',
      'ksg2',
      'lnc',
      'mixedKsg',
      'studentCopula',
      'probe',
      'mine',
      'smile',
      'infoNCE',
      'nwj',
      'dv',
      'js',
      'club',
      'leaveOneOut',
      'rebmi',
    ] as const
  ).map((estimator): [string, (signal: AbortSignal) => Promise<unknown>] => [
    estimator,
    (signal) => mutualInformation(x, y, options(estimator), signal),
  ]),
  ['ross', (signal) => mutualInformation(x, symbols, options('ross'), signal)],
  ['probe of symbols', (signal) => mutualInformation(x, symbols, options('probe'), signal)],
  ['knownConditional', (signal) => mutualInformation(x, noisy, options('knownConditional'), signal)],
  ['entropy', (signal) => entropy(x, options('auto'), signal)],
  [
    'conditional information',
    (signal) => conditionalMutualInformation(x, y, continuous('Z', normals(random, samples)), options('ksg1'), signal),
  ],
];

/**
 * Long work pauses every few milliseconds and checks the signal then, so a cancel takes effect after a few turns of the
 * loop.
 */
describe('a cancel at 12 000 samples of 12 columns', () => {
  it.each(works)(
    'is heard at the next breath by %s',
    async (_, work) => {
      expect(await turnsAfterCancel(work)).toBeLessThanOrEqual(4);
    },
    60_000,
  );
});

it('of many short pairs every one lets a cancel be heard', async () => {
  const [few, others] = gaussianVectors(0.6, 4, 400, 3);
  let turns = 0;
  let over = false;
  const turn = (): void => {
    turns++;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  await mutualInformation(few, others, { estimator: 'rebmi', seed: 1, shuffles: 1 });
  over = true;
  // 4 x 4 pairs, and as many shuffled.
  expect(turns).toBeGreaterThanOrEqual(32);
});
