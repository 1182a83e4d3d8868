import type { AnalysisResult } from '../../src/result/result';
import { fakeConfig, fakeLayers } from './config';
import { sweepCurves } from './curves';
import { fakeEstimates } from './estimates';
import { fakeExact } from './exact';
import { fakeLoss } from './losses';
import { fakeStudies, fakeStudySettings } from './studies/fakeStudies';
import { generator } from './random';

/** Options of a made-up run, for work on the page without the engine, and for sizes that no example reaches. */
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
  /** Every study, with its ranking and its networks. */
  readonly studies?: boolean;
  /** An infomax layer before the head; with it the document has every quantity. */
  readonly critic?: boolean;
  /** Adds estimates in bins, and on the training sequences. */
  readonly beside?: boolean;
  /** Share of the estimates with a warning. */
  readonly doubtful?: number;
}

/** A run with the shape of a delayed copy of 4 symbols by 3 steps: the same options give the same document. */
export function fakeResult(options: FakeOptions = {}): AnalysisResult {
  const {
    seed = 1,
    layers: count = 4,
    steps = 12,
    epochs = 30,
    snapshots = 10,
    target = true,
    bottleneck = true,
    sweep = false,
    studies = false,
    beside = false,
    critic = false,
    longNames = false,
    doubtful = 0.05,
  } = options;
  const layers = fakeLayers(count, { target, bottleneck, critic, longNames });
  const names = layers.filter(({ type }) => type !== 'infomax').map(({ name }) => name);
  const plain = fakeConfig(layers, { steps, epochs, snapshots });
  const estimates = fakeEstimates({ layers, steps, epochs: spread(epochs, snapshots), target, beside, doubtful, seed });
  return {
    schemaVersion: 2,
    config: {
      ...plain,
      ...(beside && { analysis: { ...plain.analysis, alsoWith: ['binning'], sets: ['heldOut', 'training'] } }),
      ...(studies && fakeStudySettings),
    },
    environment: { backend: 'wasm', version: '4.22.0', seed: plain.seed, recurrentKernel: 'wasm SIMD, 2 threads' },
    stages: [
      { name: 'dataset', seconds: 0.1, reused: false },
      { name: 'training', seconds: 3.2, reused: false },
      { name: 'estimates', seconds: 4.1, reused: false },
    ],
    layers: layers.map(({ name, type }) => ({
      name,
      type,
      units: 16,
      recurrent: type === 'lstm',
      analysed: type !== 'infomax',
      parameters: 1344,
    })),
    training: fakeTraining(epochs, generator(seed)),
    estimates,
    exact: fakeExact(steps, target),
    curves: sweep ? sweepCurves() : {},
    ...(studies && { studies: fakeStudies() }),
    losses:
      count > 2 && target && bottleneck
        ? (['inputInformation', 'outputInformation'] as const).flatMap((quantity) =>
            fakeLoss(estimates, quantity, names[count - 3], names[count - 2]),
          )
        : [],
    ...fakeSayings(names),
    warnings: [],
  };
}

function fakeTraining(epochs: number, random: () => number): AnalysisResult['training'] {
  return Array.from({ length: epochs }, (_, i) => {
    const rest = Math.exp((-4 * (i + 1)) / epochs);
    return {
      epoch: i + 1,
      loss: 1.4 * rest + 0.01 * random(),
      validationLoss: 1.45 * rest + 0.03 + 0.01 * random(),
      accuracy: 1 - 0.74 * rest,
      validationAccuracy: 0.98 - 0.74 * rest,
    };
  });
}

function fakeSayings(names: readonly string[]): Pick<AnalysisResult, 'findings' | 'advice'> {
  const unit = 'bits';
  const count = names.length;
  return {
    findings: [
      {
        message: '{0} keeps {1} of {2} {3} of each of the last {4} steps and almost nothing of older ones.',
        args: [names[Math.min(1, count - 1)], '2.0', '2.0', unit, 4],
        layer: names[Math.min(1, count - 1)],
      },
      {
        message:
          '{0} passes on {1} of {2} {3} about the target. This is the largest loss of information in the ' +
          'network. The beta of {0} is {4}.',
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
  };
}

/** Epochs spread logarithmically, including 0 and the last. */
function spread(epochs: number, snapshots: number): number[] {
  if (epochs === 0) return [0];
  const all = Array.from({ length: snapshots }, (_, i) =>
    Math.round((epochs + 1) ** (i / Math.max(1, snapshots - 1)) - 1),
  );
  return [...new Set([0, ...all, epochs])].sort((a, b) => a - b);
}
