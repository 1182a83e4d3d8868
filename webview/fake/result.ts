import type { AnalysisResult, Estimate, Quantity, Unit } from '../../src/result/result';
import type { AnalysisConfig } from '../../src/config/schema/config';

/** What a made-up run is like; for work on the page without the engine, and for sizes that no example reaches. */
export interface FakeOptions {
  readonly seed?: number;
  readonly layers?: number;
  readonly steps?: number;
  readonly epochs?: number;
  readonly snapshots?: number;
  readonly longNames?: boolean;
  readonly target?: boolean;
  readonly bottleneck?: boolean;
  readonly sweep?: boolean;
  /** Estimates in bins beside the main ones, and on the training sequences. */
  readonly beside?: boolean;
  /** Share of the estimates that carry a warning. */
  readonly doubtful?: number;
}

/** A run with the shape of a delayed copy of 4 symbols by 3 steps: the same options give the same document. */
export function fakeResult(options: FakeOptions = {}): AnalysisResult {
  const {
    layers: count = 4,
    steps = 12,
    epochs = 30,
    snapshots = 10,
    target = true,
    bottleneck = true,
    sweep = false,
    beside = false,
    doubtful = 0.05,
  } = options;
  const random = generator(options.seed ?? 1);
  const types = Array.from({ length: count }, (_, i) =>
    i === 0
      ? ('embedding' as const)
      : i === count - 1 && target
        ? ('dense' as const)
        : bottleneck && i === count - 2 && count > 2
          ? ('bottleneck' as const)
          : ('lstm' as const),
  );
  const names = types.map((type, i) => layerName(type, i, options.longNames === true));
  const plain = configOf(types, names, steps, epochs, snapshots);
  const config = beside
    ? {
        ...plain,
        analysis: {
          ...plain.analysis,
          alsoWith: ['binning' as const],
          sets: ['heldOut' as const, 'training' as const],
        },
      }
    : plain;
  const unit: Unit = 'bits';
  const estimates: Estimate[] = [];
  const add = (
    quantity: Quantity,
    source: string,
    at: string,
    epoch: number,
    truth: number,
    more: Partial<Estimate> = {},
  ): void => {
    const value = Math.max(0, truth + 0.05 * (random() - 0.5));
    const half = 0.03 + 0.06 * random() + 0.03 * value;
    const warned = random() < doubtful;
    estimates.push({
      quantity,
      source,
      target: at,
      epoch,
      value,
      low: Math.max(0, value - half),
      high: value + half,
      unit,
      samples: 1000,
      estimator:
        quantity === 'inputInformation'
          ? 'knownConditional'
          : quantity === 'historyInformation'
            ? 'gaussianCopula'
            : 'probe',
      bound: quantity === 'inputInformation' ? 'upper' : quantity === 'historyInformation' ? 'none' : 'lower',
      of: 'state + N(0, 0.01)',
      reason: 'few symbols against many units',
      ...(warned ? { warnings: ['more units (16) than 1000 samples can carry'] } : {}),
      ...more,
    });
  };
  for (const epoch of spread(epochs, snapshots)) {
    const learned = epochs === 0 ? 1 : 1 - Math.exp((-4 * epoch) / epochs);
    names.forEach((name, i) => {
      const recurrent = types[i] === 'lstm';
      const passed = types[i] === 'bottleneck' ? 0.6 : types[i] === 'dense' ? 0.58 : 1;
      for (let time = 1; time <= steps; time++) {
        const held = recurrent || i > 1 ? Math.min(time, 2 + 2 * learned) : 1;
        add('inputInformation', 'X', name, epoch, 2 * held * passed * (1 + 0.4 * Math.exp(-6 * (learned - 0.4) ** 2)), {
          time,
        });
        if (target && time > 3)
          add('outputInformation', name, 'Y', epoch, i === 0 ? 0.02 : 2 * learned * passed, { time });
        if (recurrent && time > 1) add('historyInformation', name, name, epoch, 2 * (held - 0.8), { time });
      }
      if (recurrent || types[i] === 'bottleneck') {
        for (let lag = 0; lag < steps; lag++)
          add('memory', 'X', name, epoch, passed * (lag <= 3 ? 0.4 + 1.6 * learned : 0.3 * Math.exp(-(lag - 3))), {
            time: steps,
            lag,
          });
      }
      if (types[i] === 'bottleneck')
        add('rate', 'X', name, epoch, 1 + 3 * learned, { time: steps, estimator: 'exact', bound: 'upper' });
      if (beside) {
        const bins = {
          estimator: 'binning' as const,
          beside: 'binning' as const,
          of: 'state in 10 bins of one width a unit',
          time: steps,
        };
        add('inputInformation', 'X', name, epoch, 9 - 5 * learned, bins);
        if (target) add('outputInformation', name, 'Y', epoch, 1.9 * learned * passed, bins);
        if (target)
          add('outputInformation', name, 'Y', epoch, Math.min(2, 2.4 * learned * passed), {
            set: 'training',
            time: steps,
          });
      }
      names
        .slice(i + 1)
        .forEach((later, j) => add('layerInformation', name, later, epoch, (4 * passed) / (j + 1), { time: steps }));
    });
  }
  return {
    schemaVersion: 1,
    config,
    environment: { backend: 'wasm', version: '4.22.0', seed: config.seed, recurrentKernel: 'wasm SIMD, 2 threads' },
    stages: [
      { name: 'dataset', seconds: 0.1, reused: false },
      { name: 'training', seconds: 3.2, reused: false },
      { name: 'estimates', seconds: 4.1, reused: false },
    ],
    layers: names.map((name, i) => ({
      name,
      type: types[i],
      units: 16,
      recurrent: types[i] === 'lstm',
      analysed: true,
      parameters: 1344,
    })),
    training: Array.from({ length: epochs }, (_, i) => {
      const rest = Math.exp((-4 * (i + 1)) / epochs);
      return {
        epoch: i + 1,
        loss: 1.4 * rest + 0.01 * random(),
        validationLoss: 1.45 * rest + 0.03 + 0.01 * random(),
        accuracy: 1 - 0.74 * rest,
        validationAccuracy: 0.98 - 0.74 * rest,
      };
    }),
    estimates,
    exact: [
      { quantity: 'entropy', source: 'X', target: 'X', value: 2, unit, name: 'H(X)' },
      { quantity: 'entropy', source: 'Y', target: 'Y', value: 2, unit, name: 'H(Y)' },
      ...Array.from({ length: steps }, (_, i) => ({
        quantity: 'entropy' as const,
        source: 'X_{1:t}',
        target: 'X_{1:t}',
        time: i + 1,
        value: 2 * (i + 1),
        unit,
        name: 'H(X_{1:t})',
      })),
      ...Array.from({ length: steps }, (_, i) => ({
        quantity: 'inputInformation' as const,
        source: 'X',
        target: 'H',
        time: i + 1,
        value: 2 * Math.min(4, i + 1),
        unit,
        name: 'a perfect memory of the last 4 symbols',
      })),
      ...Array.from({ length: steps }, (_, lag) => ({
        quantity: 'memory' as const,
        source: 'X',
        target: 'H',
        lag,
        value: lag <= 3 ? 2 : 0,
        unit,
        name: 'a perfect memory of the last 4 symbols',
      })),
      ...(target
        ? [
            {
              quantity: 'outputInformation' as const,
              source: 'X',
              target: 'Y',
              time: steps,
              value: 2,
              unit,
              name: 'I(X;Y)',
            },
          ]
        : []),
    ],
    curves: sweep ? sweepCurves() : {},
    losses:
      count > 2 && target && bottleneck
        ? (['inputInformation', 'outputInformation'] as const).flatMap((quantity) =>
            fakeLoss(estimates, quantity, names[count - 3], names[count - 2]),
          )
        : [],
    findings: [
      {
        message: '{0} keeps {1} of {2} {3} of each of the last {4} steps and almost nothing of older ones.',
        args: [names[Math.min(1, count - 1)], '2.0', '2.0', unit, 4],
        layer: names[Math.min(1, count - 1)],
      },
      {
        message:
          '{0} passes on {1} of {2} {3} about the target. This is the largest loss of information in the ' +
          'network. Its beta is {4}.',
        args: [names[Math.max(0, count - 2)], '1.1', '2.0', unit, 5],
        layer: names[Math.max(0, count - 2)],
      },
    ],
    advice: [
      {
        kind: 'objectiveWeight',
        severity: 'warning',
        message: '{0} passes on {1} of {2} {3} about the target at beta {4}. A larger beta (try {5}) keeps more.',
        args: [names[Math.max(0, count - 2)], '1.1', '2.0', unit, 5, 10],
        layer: names[Math.max(0, count - 2)],
      },
    ],
    warnings: [],
  };
}

/** The fall from one layer to the next at the last step, where there is one. */
function fakeLoss(
  estimates: readonly Estimate[],
  quantity: 'inputInformation' | 'outputInformation',
  from: string,
  to: string,
): NonNullable<AnalysisResult['losses']> {
  const last = (layer: string): Estimate | undefined =>
    estimates.findLast(
      (estimate) =>
        estimate.quantity === quantity &&
        !estimate.beside &&
        !estimate.set &&
        [estimate.source, estimate.target].includes(layer),
    );
  const [before, after] = [last(from), last(to)];
  if (!before || !after || before.low <= after.high) return [];
  return [
    {
      quantity,
      from,
      to,
      before: before.value,
      after: after.value,
      lost: before.value - after.value,
      low: before.low - after.high,
      high: before.high - after.low,
      unit: before.unit,
      narrowest: true,
    },
  ];
}

function layerName(type: string, place: number, long: boolean): string {
  const short =
    ({ embedding: 'embed', lstm: 'memory', bottleneck: 'z', dense: 'out' } as Record<string, string>)[type] ?? type;
  const name = place > 1 && type === 'lstm' ? `${short}${place}` : short;
  return long ? `a_remarkably_long_layer_name_that_nobody_should_type_${name}_${place}` : name;
}

function configOf(
  types: readonly ('embedding' | 'lstm' | 'bottleneck' | 'dense')[],
  names: readonly string[],
  steps: number,
  epochs: number,
  snapshots: number,
): AnalysisConfig {
  return {
    seed: 1,
    data: { task: 'delayedCopy', symbols: 4, length: steps, delay: 3, samples: 2048 },
    model: {
      layers: types.map((type, i): AnalysisConfig['model']['layers'][number] => {
        const name = names[i];
        if (type === 'embedding') return { type, name, units: 8 };
        if (type === 'bottleneck')
          return { type, name, units: 4, beta: 5, prior: 'standard', lagrangian: 'linear', steps: 'every' };
        return type === 'dense' ? { type, name, units: 4, activation: 'softmax' } : { type, name, units: 16 };
      }),
    },
    training: { epochs, batchSize: 64, optimizer: 'adam', learningRate: 0.003 },
    analysis: { estimator: 'auto', unit: 'bits', samples: 1000, snapshots, noise: { variance: 0.01 }, neighbors: 3 },
  };
}

/** Epochs spread logarithmically, 0 and the last among them. */
function spread(epochs: number, snapshots: number): number[] {
  if (epochs === 0) return [0];
  const all = Array.from({ length: snapshots }, (_, i) =>
    Math.round((epochs + 1) ** (i / Math.max(1, snapshots - 1)) - 1),
  );
  return [...new Set([0, ...all, epochs])].sort((a, b) => a - b);
}

/** The Gaussian bottleneck at correlation .9 (Chechik 2005), and points scattered about it. */
function sweepCurves(): AnalysisResult['curves'] {
  const lambda = 1 - 0.81;
  const point = (beta: number) => {
    const rate = Math.max(0, Math.log2(((beta - 1) * (1 - lambda)) / lambda) / 2);
    return { beta, rate, relevance: rate === 0 ? 0 : rate - Math.log2(beta * (1 - lambda)) / 2 };
  };
  return {
    criticalBetas: [{ beta: 1 / 0.81, name: '1/ρ²' }],
    overBeta: [
      { beta: 1, rate: 0, relevance: 0 },
      { beta: 1 / 0.81, rate: 0, relevance: 0 },
      ...[1.3, 1.5, 2, 3, 5, 8, 12, 20, 40].map(point),
    ],
    bottleneckLimit: [1.2346, 1.3, 1.5, 2, 3, 5, 8, 12, 20, 40].map(point),
    bottleneck: [2, 5, 20].map((beta) => {
      const { rate, relevance } = point(beta);
      return {
        beta,
        rate: rate + 0.03,
        relevance: relevance - 0.03,
        rateLow: rate - 0.05,
        rateHigh: rate + 0.1,
        relevanceLow: relevance - 0.09,
        relevanceHigh: relevance + 0.02,
      };
    }),
    rateDistortion: [0, 0.5, 1, 1.5, 2, 3].map((rate) => ({ rate, distortion: 2 ** (-2 * rate) })),
  };
}

/** mulberry32 (Ettinger): enough for pictures. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
