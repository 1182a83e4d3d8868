import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { groupedRows } from '../../../../src/information/looks/groupedRows';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import { isLowCertified } from '../../../../src/information/types/assumption';
import type { InformationEstimate } from '../../../../src/information/types/estimate';
import { warningSentence } from '../../../../src/result/warningSentence';
import type { Variable } from '../../../../src/information/types/variable';
import { clusters, pairedClusters } from '../../../accuracy/unknown/normalMixtures';
import { phaseCode } from '../../../accuracy/unknown/shapes';
import { codesOf, continuous, discrete, gaussianVectors, normals } from '../samplers';

interface Things {
  readonly things: number;
  readonly samples: number;
  readonly columns: number;
  readonly jitter: number;
  /** All things equally often; else each row is of one at random. */
  readonly equal?: boolean;
  /** Y is drawn afresh in each row, from X of the thing. */
  readonly fresh?: boolean;
  readonly correlation?: number;
}

/**
 * Things, each measured again and again with a noise of its own: X of some columns, Y of one, which shares a
 * correlation with the first of X.
 */
function measured(
  { things, samples, columns, jitter, equal = false, fresh = false, correlation = 0 }: Things,
  seed: number,
): [Variable, Variable] {
  const random = new Random(seed);
  const rest = Math.sqrt(1 - correlation ** 2);
  const at = Array.from({ length: things }, () => normals(random, columns));
  const follow = (thing: Float64Array): number => correlation * thing[0] + rest * random.normal();
  const ys = at.map(follow);
  const order = Array.from(random.permutation(samples), (place) => (equal ? place % things : random.integer(things)));
  const noisy = (value: number): number => value + jitter * random.normal();
  const x = order.flatMap((thing) => Array.from(at[thing], noisy));
  const y = order.map((thing) => (fresh ? follow(at[thing]) : noisy(ys[thing])));
  return [continuous('X', x, columns), continuous('Y', y)];
}

const auto = (pair: readonly Variable[]): Promise<InformationEstimate> =>
  mutualInformation(pair[0], pair[1], { estimator: 'auto', seed: 1 });

describe('things that are measured again and again, independent of each other', () => {
  // Of each, .1 to 4 nats were certified.
  it.each<Things>([
    { things: 50, samples: 1000, columns: 2, jitter: 0.0001, equal: true },
    { things: 50, samples: 1000, columns: 2, jitter: 0.01, equal: true },
    { things: 45, samples: 900, columns: 1, jitter: 0.01 },
    { things: 40, samples: 1200, columns: 2, jitter: 0.03 },
    { things: 150, samples: 1000, columns: 1, jitter: 0.03, equal: true },
    { things: 60, samples: 1000, columns: 5, jitter: 0.1 },
    { things: 50, samples: 1000, columns: 2, jitter: 0.1 },
    { things: 10, samples: 1000, columns: 2, jitter: 0.01, equal: true },
  ])('show nothing that is certain, and a warning: %j', async (of) => {
    const estimate = await auto(measured(of, 1));
    expect(estimate.low).toBe(0);
    expect(codesOf(estimate).some((code) => code === 'groupedTogether' || code === 'nearlyRepeatedRows')).toBe(true);
  });

  it('are counted once where equal numbers are no chance: .223 nats of 50, where 3.3 were read', async () => {
    const of = { things: 50, samples: 1000, columns: 2, jitter: 0.01, equal: true, correlation: 0.6 };
    const estimate = await auto(measured(of, 3));
    expect(Math.abs(estimate.samples - 50)).toBeLessThan(4);
    // The standard error of 50 rows is rho sqrt(2 / N) = .12.
    expect(Math.abs(estimate.nats + Math.log(1 - 0.36) / 2)).toBeLessThan(0.3);
  });

  it('are seen on one side alone, where the other is drawn afresh', async () => {
    const of = { things: 100, samples: 1200, columns: 3, jitter: 0.01, fresh: true, correlation: 0.5 };
    const estimate = await auto(measured(of, 4));
    expect(codesOf(estimate)).toContain('groupedSide');
    expect(estimate.low).toBeLessThan(-Math.log(1 - 0.25) / 2);
  });

  it('are seen beside symbols that vary within a group', async () => {
    const [x] = measured({ things: 60, samples: 1200, columns: 3, jitter: 0.01 }, 5);
    const random = new Random(5);
    // The symbol depends on the thing, and the things were drawn without regard to where they are.
    const groups = Array.from({ length: 1200 }, (_, i) => Math.round(50 * x.values[3 * i]));
    const label = groups.map((group) => (random.uniform() < 0.2 + 0.6 * new Random(group).uniform() ? 1 : 0));
    const estimate = await auto([x, discrete('Y', label)]);
    expect(codesOf(estimate)).toContain('groupedRows');
  });
});

describe('independent rows', () => {
  const square = (random: Random, rows: number): number[] => Array.from({ length: rows }, () => random.uniform());
  const random = new Random(6);
  const turn = square(random, 1500);
  const spiral = turn.flatMap((t) =>
    [t * Math.cos(12 * t), t * Math.sin(12 * t)].map((v) => v + 0.005 * random.normal()),
  );
  it.each<[string, readonly Variable[]]>([
    ['eight tight clusters', Object.values(clusters(8, 16, 0.02, 3).sample(1000, 7)).slice(0, 2)],
    ['sixteen clusters', Object.values(clusters(16, 3, 0.1, 2).sample(1000, 7)).slice(0, 2)],
    ['a table of twelve clusters of a side', Object.values(pairedClusters(12, 2, 0.05, 5).sample(1000, 7)).slice(0, 2)],
    ['a ring against a ring', Object.values(phaseCode(16, 0.02).sample(1000, 7)).slice(0, 2)],
    ['three normal pairs', gaussianVectors(0.6, 3, 1000, 7)],
    ['near a line', gaussianVectors(0.99999, 1, 1000, 7)],
    ['a spiral', [continuous('X', turn), continuous('Y', spiral, 2)]],
    [
      'a wave',
      [
        continuous('X', turn),
        continuous(
          'Y',
          turn.map((t) => Math.sin(30 * t) + 0.1 * random.normal()),
        ),
      ],
    ],
    [
      'stripes',
      [
        continuous('X', turn),
        continuous(
          'Y',
          turn.map((t) => (7 * t + 0.03 * random.normal() + 1) % 1),
        ),
      ],
    ],
    [
      'heavy tails',
      [1, 2].map(() =>
        continuous(
          'X',
          normals(random, 900).map((z) => z / Math.abs(random.normal())),
          1,
        ),
      ),
    ],
    [
      'scales from row to row',
      ((scales: number[]) =>
        [1, 2].map(() =>
          continuous(
            'X',
            scales.map((scale) => scale * random.normal()),
          ),
        ))(Array.from({ length: 900 }, () => [1, 1e-4, 100][random.integer(3)])),
    ],
  ])('are no groups: %s', (_, [x, y]) => {
    expect(groupedRows(x, y)).toBeUndefined();
  });

  it('from few tight clusters keep what is certain of them: ln 8', async () => {
    const { x, y } = clusters(8, 16, 0.02, 3).sample(1000, 8);
    const estimate = await auto([x, y]);
    expect(isLowCertified(estimate)).toBe(true);
    expect(estimate.low).toBeGreaterThan(0.9 * Math.log(8));
    expect(estimate.low).toBeLessThan(Math.log(8));
  });

  it('from many tight clusters are said to be perhaps too high, and not in the same breath too low', async () => {
    const { x, y } = clusters(60, 5, 0.02, 5).sample(1000, 9);
    const estimate = await auto([x, y]);
    expect(Math.abs(estimate.nats - Math.log(60))).toBeLessThan(0.1 * Math.log(60));
    const codes = codesOf(estimate);
    expect(codes).toContain('groupedTogether');
    expect(codes).not.toContain('manyDimensions');
    expect(codes).not.toContain('neighborsFarApart');
    const said = estimate.warnings.map((one) => warningSentence(one, 'nats').message).join(' ');
    expect(said).toContain('otherwise it stands');
  });
});
