import { verbatim } from '../../../src/base/sentence';
import { describe, expect, it } from 'vitest';
import { advice } from '../../../src/analysis/sayings/advice/advice';
import { findings } from '../../../src/analysis/sayings/findings/findings';
import { informationLosses } from '../../../src/analysis/sayings/informationLoss/losses';
import { networksTable } from '../../../src/cli/networksTable';
import { sweepTable } from '../../../src/cli/sweepTable';
import { cell } from '../../../src/cli/table';
import { layerNumbers } from '../../../src/editor/configs/layerNumbers';
import { ResultIndex } from '../../../src/result/resultIndex';
import { tightestRate } from '../../../src/result/rate';
import type { AnalysisResult, Estimate, MemoryFit, NetworkResult } from '../../../src/result/result';
import { flowChartData } from '../../../webview/charts/flow';
import { planeChartData } from '../../../webview/charts/plane';
import { firstChoices, sceneOf, type Scene } from '../../../webview/model/scene';
import { sentenceFaults } from '../../support/citations';
import { about, estimate, exactLine, memoryOf, resultOf } from '../../support/results';
import { fill } from '../../support/sentences';

const config = (layers: string, more = ''): string =>
  `{ "data": { "task": "delayedCopy" }, "model": { "layers": [${layers}] }${more} }`;
const memory = '{ "type": "lstm", "name": "memory", "units": 16 }';
const out = '{ "type": "dense", "name": "out", "units": 4, "activation": "softmax" }';
const z = '{ "type": "bottleneck", "name": "z", "units": 4, "beta": 5 }';
const plain = config(`${memory}, ${out}`);

/** What is said of a document, each number held to what it cites. */
function said(result: AnalysisResult): string[] {
  const spoken = { ...result, findings: findings(result), advice: advice(result) };
  spoken.losses = informationLosses(new ResultIndex(result));
  expect(sentenceFaults(spoken)).toEqual([]);
  return [...spoken.findings, ...spoken.advice].map(fill);
}

const scene = (result: AnalysisResult): Scene => sceneOf(new ResultIndex(result), firstChoices, false);

describe('memory', () => {
  it('is lost between lags that were measured', () => {
    const thinned = memoryOf('memory', [2, 0.1, 0]).map((one) => ({ ...one, lag: 2 * (one.lag ?? 0) }));
    const result = resultOf({ config: plain, estimates: thinned });
    expect(informationLosses(new ResultIndex(result))[0]).toMatchObject({ lagBefore: 0, lag: 2 });
    expect(said(result).join(' ')).toContain('between 0 and 2 steps after the input arrived: 1.9 bits');
  });

  it('follows an input in the middle, not one that came upon the initial state', () => {
    // Of 9 steps, the first input is forgotten at once; one in the middle is kept for three steps.
    const at = (position: number, values: readonly number[]): Estimate[] =>
      memoryOf('memory', values).map((one) => ({ ...one, time: position + (one.lag ?? 0) }));
    const estimates = [...at(1, [2, 0, 0, 0, 0, 0, 0, 0, 0]), ...at(5, [2, 2, 2, 0, 0])];
    const last = [9, 8, 7, 6, 4, 3, 2].map((position) =>
      at(position, [2]).map((one) => ({ ...one, time: 9, lag: 9 - position })),
    );
    const losses = informationLosses(
      new ResultIndex(resultOf({ config: plain, estimates: [...estimates, ...last.flat()] })),
    );
    expect(losses).toMatchObject([{ lagBefore: 2, lag: 3, time: 8 }]);
  });

  it('names a far lag that is held alone, not the number of lags', () => {
    const fits: MemoryFit[] = [{ layer: 'memory', epoch: 30, horizon: 12, runs: [{ from: 12, to: 12 }] }];
    const estimates = [
      ...memoryOf(
        'memory',
        Array.from({ length: 14 }, (_, lag) => (lag === 12 ? 2 : 0)),
        { time: 14 },
      ),
      about('inputInformation', 'memory', { value: 3, time: 14 }),
    ];
    const result = resultOf({ config: plain, estimates, fits });
    expect(layerNumbers(result).get('memory')?.lags).toBe('12');
    expect(said(result)[0]).toBe('memory remembers the inputs at these lags: 12; best at lag 12 (2.0 bits).');
  });

  it("is compared with the entropy of the input's own step", () => {
    const entropy = (time: number, value: number): Estimate =>
      estimate({ quantity: 'entropy', source: 'X', target: 'X', value, time, estimator: 'millerMadow' });
    // The last input is nearly certain beforehand; those before it hold 2 bits.
    const estimates = [...memoryOf('memory', [0.1, 1.9, 1.9, 0]), entropy(12, 0.1), entropy(11, 2), entropy(10, 2)];
    expect(said(resultOf({ config: plain, estimates }))[0]).toBe(
      'memory keeps a mean of 1.3 of 1.4 bits of each step up to lag 2; the step at lag 3 shows almost ' +
        'nothing on its ' +
        'own.',
    );
  });
});

describe('parts and wholes', () => {
  it('a code that draws itself is always at the capacity of its own variances, which is no finding', () => {
    const full = (kind: 'ownNoise' | 'declaredNoise'): string[] =>
      said(
        resultOf({
          config: config(`${memory}, ${z}, ${out}`),
          estimates: [
            about('inputInformation', 'z', { value: 4, half: 0.02 }),
            estimate({
              quantity: 'stateCapacity',
              source: 'X',
              target: 'z',
              value: 4,
              half: 0.02,
              bound: 'upper',
              of: kind === 'ownNoise' ? { kind } : { kind, variance: 0.01 },
            }),
          ],
        }),
      );
    expect(full('declaredNoise').join()).toContain('z holds 4.0 of the 4.0 bits');
    expect(full('ownNoise').join()).not.toContain('4.0 of the 4.0 bits');
  });

  it('a part above its whole is told alone', () => {
    const result = resultOf({
      config: plain,
      estimates: [about('outputInformation', 'memory', { value: 1.5 })],
      exact: [exactLine({ quantity: 'entropy', source: 'Y', target: 'Y', value: 0.8 })],
    });
    expect(said(result)).toContain('memory holds 1.5 bits about the target.');
    expect(layerNumbers(result).get('memory')).not.toHaveProperty('targetEntropy');
  });

  it('a whole of another step is none', () => {
    const result = resultOf({
      config: plain,
      estimates: [about('outputInformation', 'memory', { value: 0.5 })],
      exact: [exactLine({ quantity: 'outputInformation', source: 'X', target: 'Y', value: 2, time: 11 })],
    });
    expect(said(result)).toContain('memory holds 0.5 bits about the target.');
  });

  it('nothing below zero is shown', () => {
    expect(cell(about('outputInformation', 'out', { value: -0.3 }))).toMatch(/^ 0\.00 /);
    expect(cell(about('outputInformation', 'out', { value: -0.3 }))).not.toContain('-');
    const { says } = planeChartData(
      scene(
        resultOf({
          config: plain,
          estimates: [0, 30].flatMap((epoch) => [
            about('inputInformation', 'out', { value: epoch / 20 - 0.04, epoch }),
            about('outputInformation', 'out', { value: epoch / 30 - 0.04, epoch }),
          ]),
        }),
      ),
    );
    expect(says).not.toMatch(/[-−]\d/);
  });
});

describe('rates', () => {
  const rate = (value: number, more: Partial<Estimate> = {}): Estimate => ({
    ...estimate({ quantity: 'rate', source: 'X', target: 'z', value, half: 0.02, bound: 'upper', estimator: 'exact' }),
    ...more,
  });

  it('are one number everywhere, and an upper limit where information is told', () => {
    const dense = '"type": "dense", "units": 4, "activation": "softmax"';
    const heads = `${memory}, ${z}, { ${dense}, "name": "copy", "head": { "target": "Y" } },
      { ${dense}, "name": "rebuild", "input": "z", "head": { "target": "X" } }`;
    const result = resultOf({
      config: config(heads),
      estimates: [rate(5.5), rate(2.2, { beside: 'leaveOneOut', estimator: 'leaveOneOut' })],
    });
    expect(tightestRate(new ResultIndex(result), 'z')?.value).toBe(2.2);
    expect(layerNumbers(resultOf({ ...result, estimates: result.estimates })).get('z')?.input?.value).toBe(2.2);
    expect(said(result).join(' ')).toContain('z holds at most 2.2 bits about the input');
  });
});

describe('losses', () => {
  it('a head drops what its target does not need: no largest loss, and no arrow', () => {
    const result = resultOf({
      config: plain,
      estimates: [
        about('inputInformation', 'memory', { value: 8, estimator: 'knownConditional' }),
        about('inputInformation', 'out', { value: 2, estimator: 'knownConditional' }),
      ],
    });
    const losses = informationLosses(new ResultIndex(result));
    expect(losses).toHaveLength(1);
    expect(losses[0].narrowest).toBeUndefined();
    expect(flowChartData(scene({ ...result, losses })).drops).toEqual([]);
  });

  it('between estimates of different kinds only the least is told', () => {
    const result = resultOf({
      config: config(`${memory}, ${z}, ${out}`),
      estimates: [
        about('outputInformation', 'memory', { value: 2, estimator: 'knownConditional' }),
        about('outputInformation', 'z', { value: 1, estimator: 'ksg1' }),
      ],
    });
    expect(said(result).join(' ')).toContain('z loses at least 0.8 bits of what memory holds about the target.');
  });
});

describe('training', () => {
  const overfit = (training: number, heldOut: number): string =>
    said(
      resultOf({
        config: plain,
        data: {
          title: verbatim(''),
          training,
          heldOut,
          length: 12,
          features: 4,
          chances: [{ target: 'Y', share: 0.26 }],
        },
        training: [{ epoch: 30, loss: 1, validationLoss: 1, accuracy: 3 / 7, validationAccuracy: 1 / 3 }],
      }),
    ).join(' ');

  it('is said to overfit only where the sequences are enough to tell, and beside the chance level', () => {
    expect(overfit(7, 3)).not.toContain('overfits');
    expect(overfit(700, 300)).toContain('43 % on training targets and 33 % on held-out ones (chance level 26 %)');
  });

  it('compressed on the plane where the findings say so, and nowhere else', () => {
    const of = (last: number): AnalysisResult =>
      resultOf({
        config: plain,
        estimates: [0, 10, 30].flatMap((epoch, i) => [
          about('inputInformation', 'memory', { value: [2, 6, last][i], half: 0.5, epoch }),
          about('outputInformation', 'memory', { value: i, epoch }),
        ]),
      });
    // The peak of 6 +- .5 and the end of 5.2 +- .5 overlap.
    expect(planeChartData(scene(of(5.2))).says).not.toContain('compressed');
    expect(said(of(5.2)).join(' ')).toContain('no clear compression');
    expect(planeChartData(scene(of(4))).says).toContain('It compressed');
    expect(said(of(4)).join(' ')).toContain('From epoch 10 on it compresses: it loses 2.0 bits');
  });
});

describe('several networks', () => {
  const heads = (
    name: string,
  ): string => `${memory}, { "type": "dense", "name": "copy", "units": 4, "activation": "softmax",
    "head": { "target": "Y" } }, { "type": "dense", "name": "${name}", "units": 4, "activation": "softmax",
    "input": "memory", "head": { "target": "X" } }`;
  const text = config(heads('rebuild'), `, "networks": { "other": { "layers": [${heads('rebuild')}] } }`);
  const estimates = (value: number): Estimate[] => [
    ...memoryOf('memory', [2, 2]),
    about('outputInformation', 'memory', { value }),
    about('outputInformation', 'rebuild', { value: 0 }),
  ];
  const document = (own: (value: number) => Estimate[]): AnalysisResult => {
    const result = resultOf({ config: text, estimates: own(1.97) });
    const other: NetworkResult = {
      name: 'other',
      layers: result.layers,
      training: [],
      estimates: own(1.5),
      exact: [],
      findings: [],
      warnings: [],
    };
    return { ...result, networks: [other] };
  };

  it('are compared by the numbers of the table, not by a head for something else', () => {
    const result = document(estimates);
    const listed = said(result).find((sentence) => sentence.startsWith('Information about the target'));
    expect(listed).toMatch(/model 2\.0, other 1\.5\.$/);
    expect(networksTable(result).join('\n')).toContain('1.97');
  });

  it('have their rows in the terminal without memory too', () => {
    const rows = networksTable(document((value) => estimates(value).filter(({ quantity }) => quantity !== 'memory')));
    expect(rows.filter((row) => row.includes('memory (lstm'))).toHaveLength(2);
  });
});

describe('charts', () => {
  it('mark what was not estimated, rather than draw it as zero', () => {
    const result = resultOf({
      config: config(`${memory}, ${z}, ${out}`),
      estimates: [
        about('inputInformation', 'memory', { value: 3 }),
        about('outputInformation', 'memory', { value: 2 }),
        about('outputInformation', 'z', { value: 2 }),
        about('outputInformation', 'out', { value: 2 }),
      ],
    });
    const { unknown, notes } = flowChartData(scene(result));
    expect(unknown).toEqual([
      { x: 1, above: true },
      { x: 2, above: true },
    ]);
    expect(notes).toContain('not estimated, about the input: z, out');
  });
});

describe('a sweep', () => {
  const point = (beta: number, rate: number, relevance: number) => ({ beta, rate, relevance });
  const result = resultOf({
    config: config(`${memory}, ${z}, ${out}`),
    curves: {
      bottleneck: [point(1, 0.01, 0), point(3, 1, 0.8), point(9, 0.01, 0)],
      overBeta: [point(1, 0, 0), point(2, 0, 0), point(2, 1, 0.8), point(9, 2, 1.8)],
      criticalBetas: [{ beta: 2, name: verbatim('1/ρ²') }],
    },
  });

  it('prints its curve in the terminal', () => {
    const lines = sweepTable(result);
    expect(lines).toHaveLength(1 + 2 + 3 + 1);
    expect(lines[4]).toMatch(/^ {2}3\.00 +≤1\.00 +0\.80 +1\.14 +0\.94/);
    expect(lines.at(-1)).toContain('critical beta 2.000');
  });

  it('sets the compression that was achieved beside what was expected', () => {
    // Between the betas 2 and 9 the best rate goes from 1 to 2.
    expect(said(result)).toContain(
      'Expected and achieved compression: at beta 1.0, 3.0, 9.0 the best codes have rates of 0.0, 1.1, 2.0 bits; ' +
        'the trained codes have at most 0.01, 1.0, 0.01.',
    );
    expect(sentenceFaults({ ...result, findings: findings(result), advice: [] })).toEqual([]);
  });

  it('says where training collapsed above the critical beta', () => {
    expect(said(result)).toContain(
      'At beta 9.0 the trained code keeps nothing, although the best code keeps something above the critical ' +
        'beta 2.0: ' +
        'training collapsed there.',
    );
  });
});
