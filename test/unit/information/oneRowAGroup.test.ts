import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { distinctRows } from '../../../src/information/looks/distinctRows';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { oneRowAGroup } from '../../../src/information/oneRowAGroup';
import type { EstimatorName, InformationEstimate } from '../../../src/information/types/estimate';
import type { Variable } from '../../../src/information/types/variable';
import { codesOf, continuous, discrete, normals } from './samplers';

const things = 300;
const times = 6;
const random = new Random(8);

/** Things of two columns, each measured some `times` times with a jitter. */
const [a, b] = [normals(random, things), normals(random, things)];
const groups = Float64Array.from({ length: things * times }, (_, i) => (i < things ? i : random.integer(things)));
const measuredAgain = (name: string, of: Float64Array): Variable =>
  continuous(
    name,
    Float64Array.from(groups, (thing) => of[thing] + 0.05 * random.normal()),
  );
const labels = discrete('groups', groups);

function estimate(x: Variable, y: Variable, estimator: EstimatorName = 'ksg1'): Promise<InformationEstimate> {
  return oneRowAGroup([x, y], distinctRows(labels), 1, ([one, other]) =>
    mutualInformation(one, other, { estimator, seed: 1 }),
  );
}

describe('rows of which those of a group are repeats of one thing', () => {
  it('count as one: independent things share nothing, however often they are measured', async () => {
    const pair = [measuredAgain('X', a), measuredAgain('Y', b)] as const;
    const asRows = await mutualInformation(...pair, { estimator: 'ksg1', seed: 1 });
    expect(asRows.nats).toBeGreaterThan(0.5);
    const counted = await estimate(...pair);
    // Its standard error is near 1/sqrt(300) = .06.
    expect(counted.low).toBeLessThan(0.05);
    expect(counted.nats).toBeLessThan(0.2);
    expect(counted).toMatchObject({ samples: things, assumes: 'nearestNeighbors', certified: 'none' });
    expect(counted.warnings[0]).toEqual({ code: 'groupsGiven', args: [things * times, things, 4] });
  });

  it('have the information of one row, with the interval of as many rows as there are things', async () => {
    const counted = await estimate(measuredAgain('X', a), measuredAgain('Y', a), 'gaussian');
    // The correlation of two measurements of one thing.
    const rho = 1 / 1.0025;
    expect(Math.abs(counted.nats + Math.log(1 - rho ** 2) / 2)).toBeLessThan((4 * rho) / Math.sqrt(things));
    expect(counted.high - counted.nats).toBeGreaterThan((1.8 * rho) / Math.sqrt(things));
  });

  it('certify a limit only where each choice does, and name the model of any', async () => {
    let choice = 0;
    const whole: InformationEstimate = {
      nats: 1,
      low: 0.8,
      high: 1.2,
      estimator: 'probe',
      bound: 'none',
      samples: things,
      warnings: [],
    };
    const mean = await oneRowAGroup([labels], distinctRows(labels), 1, () =>
      Promise.resolve(choice++ === 2 ? { ...whole, nats: 2, assumes: 'learned', certified: 'high' } : whole),
    );
    expect(mean).toMatchObject({ nats: 1.25, assumes: 'learned', certified: 'high' });
  });

  it('are taken as they are where each is of a group of its own', async () => {
    const own = discrete(
      'groups',
      Float64Array.from({ length: things }, (_, i) => i),
    );
    const estimate = await oneRowAGroup([continuous('X', a), continuous('Y', b)], distinctRows(own), 1, ([x, y]) =>
      mutualInformation(x, y, { estimator: 'ksg1', seed: 1 }),
    );
    expect(estimate.samples).toBe(things);
    expect(codesOf(estimate)).not.toContain('groupsGiven');
  });

  it('may be of more groups than a call takes arguments', async () => {
    const many = 200_000;
    const once = discrete(
      'groups',
      Float64Array.from({ length: many + 1 }, (_, i) => Math.min(i, many - 1)),
    );
    const taken = await oneRowAGroup([once], distinctRows(once), 1, ([{ samples }]) =>
      Promise.resolve({ nats: 0, low: 0, high: 0, estimator: 'probe', bound: 'none', samples, warnings: [] }),
    );
    expect(taken.samples).toBe(many);
    expect(taken.warnings[0]).toEqual({ code: 'groupsGiven', args: [many + 1, many, 2] });
  });
});
