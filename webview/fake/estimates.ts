import { quantities, type Estimate, type Quantity } from '../../src/result/estimate';
import type { FakeLayer } from './config';
import { generator } from './random';

export interface FakeRun {
  readonly layers: readonly FakeLayer[];
  readonly steps: number;
  /** Analysed epochs, ascending. */
  readonly epochs: readonly number[];
  readonly target: boolean;
  /** Whether there are also estimates in bins, and on the training sequences. */
  readonly beside: boolean;
  /** Share of the estimates with a warning. */
  readonly doubtful: number;
  readonly seed: number;
}

/** One snapshot: the learned share of the task, 0 ... 1. */
interface Moment {
  readonly learned: number;
  readonly last: boolean;
}

/**
 * An estimate before noise: its true value in bits, and the fields in which it differs from the rest of its quantity.
 */
interface Point {
  readonly source: string;
  readonly target: string;
  readonly truth: number;
  readonly more?: Partial<Estimate>;
}

interface Maker {
  readonly estimator: Estimate['estimator'];
  readonly bound: Estimate['bound'];
  /** What the ends rest on, and whether nothing bounds the estimates from above. */
  readonly ends?: Pick<Estimate, 'assumes' | 'certified'> & { readonly high?: null };
  readonly points: (run: FakeRun, moment: Moment) => Point[];
}

const remembers = ({ type }: FakeLayer): boolean => type === 'lstm' || type === 'bottleneck';

const measured = ({ layers }: FakeRun): readonly FakeLayer[] => layers.filter(({ type }) => type !== 'infomax');

/** The share of its input that a layer passes on. */
const passedBy = ({ type }: FakeLayer): number => (type === 'bottleneck' ? 0.6 : type === 'dense' ? 0.58 : 1);

/** How many of the last symbols a layer holds. */
const symbolsHeld = (layer: FakeLayer, place: number, time: number, learned: number): number =>
  layer.type === 'lstm' || place > 1 ? Math.min(time, 2 + 2 * learned) : 1;

const upTo = (steps: number, first = 1): number[] => Array.from({ length: steps - first + 1 }, (_, i) => i + first);

/** One entry per quantity, so that a new quantity needs one too. */
const makers: Record<Quantity, Maker> = {
  inputInformation: {
    estimator: 'knownConditional',
    bound: 'upper',
    points: (run, { learned }) =>
      measured(run).flatMap((layer, place) =>
        upTo(run.steps).map((time) => ({
          source: 'X',
          target: layer.name,
          truth:
            2 *
            symbolsHeld(layer, place, time, learned) *
            passedBy(layer) *
            (1 + 0.4 * Math.exp(-6 * (learned - 0.4) ** 2)),
          more: { time },
        })),
      ),
  },
  historyInformation: {
    estimator: 'gaussianCopula',
    bound: 'none',
    ends: { assumes: 'gaussianCopula', certified: 'none' },
    points: (run, { learned }) =>
      measured(run).flatMap((layer, place) =>
        layer.type === 'lstm'
          ? upTo(run.steps, 2).map((time) => ({
              source: layer.name,
              target: layer.name,
              truth: 2 * (symbolsHeld(layer, place, time, learned) - 0.8),
              more: { time },
            }))
          : [],
      ),
  },
  outputInformation: {
    estimator: 'probe',
    bound: 'lower',
    points: (run, { learned }) =>
      measured(run).flatMap((layer, place) =>
        run.target
          ? upTo(run.steps, 4).map((time) => ({
              source: layer.name,
              target: 'Y',
              truth: place === 0 ? 0.02 : 2 * learned * passedBy(layer),
              more: { time },
            }))
          : [],
      ),
  },
  layerInformation: {
    estimator: 'probe',
    bound: 'lower',
    ends: { assumes: 'curvedMaps' },
    points: (run) =>
      measured(run).flatMap((layer, place, all) =>
        all
          .slice(place + 1)
          .map((later, j) => ({
            source: layer.name,
            target: later.name,
            truth: (4 * passedBy(layer)) / (j + 1),
            more: { time: run.steps },
          })),
      ),
  },
  memory: {
    estimator: 'probe',
    bound: 'lower',
    ends: { high: null },
    points: ({ layers, steps }, { learned }) =>
      layers
        .filter(remembers)
        .flatMap((layer) =>
          upTo(steps - 1, 0).map((lag) => ({
            source: 'X',
            target: layer.name,
            truth: passedBy(layer) * (lag <= 3 ? 0.4 + 1.6 * learned : 0.3 * Math.exp(-(lag - 3))),
            more: { time: steps, lag },
          })),
        ),
  },
  conditionalMemory: {
    estimator: 'knownConditional',
    bound: 'none',
    points: ({ layers, steps }, { learned, last }) =>
      last
        ? layers
            .filter(remembers)
            .flatMap((layer) =>
              upTo(steps - 1, 0).map((lag) => ({
                source: 'X',
                target: layer.name,
                truth: passedBy(layer) * (lag <= 3 ? 0.5 + 1.5 * learned : 0.2 * Math.exp(-(lag - 3))),
                more: { time: steps, lag },
              })),
            )
        : [],
  },
  memoryNull: {
    estimator: 'probe',
    bound: 'none',
    points: ({ layers, steps }) =>
      layers
        .filter(remembers)
        .map(({ name }) => ({ source: 'X', target: name, truth: 0.03, more: { time: steps, lag: 0 } })),
  },
  lagRelevance: {
    estimator: 'millerMadow',
    bound: 'none',
    ends: { assumes: 'filledTable', certified: 'none' },
    points: ({ target, steps }, { last }) =>
      target && last
        ? upTo(steps - 1, 0).map((lag) => ({
            source: 'X',
            target: 'Y',
            truth: lag === 3 ? 2 : 0,
            more: { time: steps, lag },
          }))
        : [],
  },
  predictiveInformation: {
    estimator: 'probe',
    bound: 'lower',
    points: ({ layers, steps }, { learned }) =>
      layers
        .filter(({ type }) => type === 'lstm')
        .flatMap(({ name }) =>
          upTo(steps - 1).map((time) => ({
            source: name,
            target: 'X',
            truth: 0.2 * learned,
            more: { time, ahead: 1 },
          })),
        ),
  },
  stateCapacity: {
    estimator: 'gaussian',
    bound: 'upper',
    points: (run) =>
      measured(run).map((layer) => ({
        source: 'X',
        target: layer.name,
        truth: 9.5 * passedBy(layer),
        more: { time: run.steps },
      })),
  },
  entropy: {
    estimator: 'grassberger',
    bound: 'none',
    points: ({ target, steps }, { last }) =>
      last
        ? (target ? ['X', 'Y'] : ['X']).map((name) => ({ source: name, target: name, truth: 2, more: { time: steps } }))
        : [],
  },
  rate: {
    estimator: 'exact',
    bound: 'upper',
    points: ({ layers, steps }, { learned }) =>
      layers
        .filter(({ type }) => type === 'bottleneck')
        .map(({ name }) => ({ source: 'X', target: name, truth: 1 + 3 * learned, more: { time: steps } })),
  },
  relevance: {
    estimator: 'decoder',
    bound: 'lower',
    ends: { high: null },
    points: ({ layers, steps, target }, { learned }) =>
      layers
        .filter(({ type }) => target && type === 'bottleneck')
        .map(({ name }) => ({ source: name, target: 'Y', truth: 1.9 * learned, more: { time: steps } })),
  },
  infomax: {
    estimator: 'infoNCE',
    bound: 'lower',
    ends: { high: null },
    points: ({ layers, steps }, { learned }) =>
      layers
        .filter(({ type }) => type === 'infomax')
        .flatMap(({ name }) =>
          upTo(steps).map((time) => ({ source: 'X', target: name, truth: 1.8 * learned, more: { time } })),
        ),
  },
};

/** The additional estimates: in bins, and on the training sequences. */
function alsoWithPoints(quantity: Quantity, run: FakeRun, { learned }: Moment): Point[] {
  const bins = {
    estimator: 'binning',
    beside: 'binning',
    of: { kind: 'bins', count: 10, equalWidth: true },
    time: run.steps,
  } as const;
  return measured(run).flatMap((layer): Point[] => {
    if (quantity === 'inputInformation')
      return [{ source: 'X', target: layer.name, truth: 9 - 5 * learned, more: bins }];
    if (quantity !== 'outputInformation' || !run.target) return [];
    const about = { source: layer.name, target: 'Y' };
    return [
      { ...about, truth: 1.9 * learned * passedBy(layer), more: bins },
      { ...about, truth: Math.min(2, 2.4 * learned * passedBy(layer)), more: { set: 'training', time: run.steps } },
    ];
  });
}

/** Every quantity has its own random numbers, so that adding one does not change the others. */
export function fakeEstimates(run: FakeRun): Estimate[] {
  const randoms = quantities.map((_, i) => generator(run.seed + 7919 * i));
  const end = run.epochs.at(-1) ?? 0;
  return run.epochs.flatMap((epoch) => {
    const moment = { learned: end === 0 ? 1 : 1 - Math.exp((-4 * epoch) / end), last: epoch === end };
    return quantities.flatMap((quantity, i) => {
      const maker = makers[quantity];
      const points = [...maker.points(run, moment), ...(run.beside ? alsoWithPoints(quantity, run, moment) : [])];
      return points.map((point) => estimateAt(point, quantity, maker, epoch, run.doubtful, randoms[i]));
    });
  });
}

function estimateAt(
  { source, target, truth, more }: Point,
  quantity: Quantity,
  { estimator, bound, ends }: Maker,
  epoch: number,
  doubtful: number,
  random: () => number,
): Estimate {
  const value = Math.max(0, truth + 0.05 * (random() - 0.5));
  const half = 0.03 + 0.06 * random() + 0.03 * value;
  const warned = random() < doubtful;
  return {
    quantity,
    source,
    target,
    epoch,
    value,
    low: Math.max(0, value - half),
    high: value + half,
    unit: 'bits',
    samples: 1000,
    estimator,
    bound,
    ...ends,
    of: { kind: 'declaredNoise', variance: 0.01 },
    reason: [{ code: 'decoder', args: [4, 16] }],
    ...(warned ? { warnings: [{ code: 'covarianceLoad', args: [220, 1000] }] } : {}),
    ...more,
  };
}
