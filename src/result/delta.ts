import type {
  Advice,
  AnalysisResult,
  AttentionMap,
  BiasPoint,
  Coding,
  Estimate,
  ExactLine,
  InformationLoss,
  LayerSummary,
  Measured,
  MemoryFit,
  NetworkResult,
  Prediction,
  Sentence,
  StageRecord,
  TrainingRecord,
} from './result';
import type { Warning } from './warnings';

/** Element types of a result's arrays. */
interface Elements {
  stages: StageRecord;
  layers: LayerSummary;
  training: TrainingRecord;
  estimates: Estimate;
  exact: ExactLine;
  losses: InformationLoss;
  attention: AttentionMap;
  coding: Coding;
  bias: BiasPoint;
  measured: Measured;
  findings: Sentence;
  fits: MemoryFit;
  predictions: Prediction;
  advice: Advice;
  warnings: Warning;
}

type Lists = { [K in keyof Elements]: Elements[K][] };

/** Estimates that take the place of those of the same thing which are there already. */
interface Sharpened {
  sharpened?: Estimate[];
}

/**
 * Additions of a running analysis: arrays are appended, `sharpened` replaces estimates, `curves` replaced key by key,
 * `data`, `studies` and `states` set.
 */
export type ResultDelta = Partial<Lists> &
  Sharpened &
  Partial<Pick<AnalysisResult, 'data' | 'curves' | 'studies' | 'states'>> & { networks?: NetworkDelta[] };

/** Additions to the network of that name; an unknown name adds a network. */
export type NetworkDelta = Pick<NetworkResult, 'name'> & Partial<Pick<Lists, NetworkList>> & Sharpened;

type NetworkList = Exclude<keyof NetworkResult, 'name'>;

const lists: readonly (keyof Elements)[] = [
  'stages',
  'layers',
  'training',
  'estimates',
  'exact',
  'losses',
  'attention',
  'coding',
  'bias',
  'measured',
  'findings',
  'fits',
  'predictions',
  'advice',
  'warnings',
];
const networkLists: readonly NetworkList[] = [
  'layers',
  'training',
  'estimates',
  'exact',
  'losses',
  'attention',
  'coding',
  'bias',
  'measured',
  'findings',
  'fits',
  'predictions',
  'warnings',
];

/**
 * Appends `delta` to `result` in place, in time linear in the delta. The engine, the editor and the page all use it.
 */
export function applyDelta(result: AnalysisResult, delta: ResultDelta): void {
  if (delta.data) result.data = delta.data;
  if (delta.studies) result.studies = delta.studies;
  if (delta.states) result.states = delta.states;
  Object.assign(result.curves, delta.curves);
  for (const key of lists) append(result, key, delta[key]);
  renew(result.fits);
  sharpen(result.estimates, delta.sharpened);
  for (const more of delta.networks ?? []) {
    const networks = (result.networks ??= []);
    let network = networks.find(({ name }) => name === more.name);
    if (!network)
      networks.push(
        (network = { name: more.name, layers: [], training: [], estimates: [], exact: [], findings: [], warnings: [] }),
      );
    for (const key of networkLists) append(network, key, more[key]);
    renew(network.fits);
    sharpen(network.estimates, more.sharpened);
  }
}

/** Appends `more` to `delta` in place; applying the result equals applying both in turn. */
export function mergeDelta(delta: ResultDelta, more: ResultDelta): void {
  if (more.data) delta.data = more.data;
  if (more.studies) delta.studies = more.studies;
  if (more.states) delta.states = more.states;
  if (more.curves) delta.curves = { ...delta.curves, ...more.curves };
  for (const key of lists) append(delta, key, more[key]);
  if (more.sharpened) delta.sharpened = [...(delta.sharpened ?? []), ...more.sharpened];
  if (more.networks) delta.networks = [...(delta.networks ?? []), ...more.networks];
}

/** The parts of a delta that belong to one network, under its name. */
export function networkDelta(name: string, delta: ResultDelta): NetworkDelta {
  const own: NetworkDelta = { name };
  for (const key of networkLists) append(own, key, delta[key]);
  if (delta.sharpened) own.sharpened = delta.sharpened;
  return own;
}

/** In place, object by object: whoever has looked an estimate up holds the new numbers. */
function sharpen(estimates: Estimate[], better: readonly Estimate[] | undefined): void {
  for (const estimate of better ?? []) {
    const known = estimates.findLast((other) => isSameThing(other, estimate));
    if (!known) continue;
    // What the better number does not say, such as an assumption, no longer holds.
    for (const key of Object.keys(known)) if (!(key in estimate)) Reflect.deleteProperty(known, key);
    Object.assign(known, estimate);
  }
}

/**
 * Keeps the last fit of each layer, of its output or its state, and epoch, in the place of the first: sharpened
 * estimates have new ones.
 */
function renew(fits: MemoryFit[] | undefined): void {
  if (!fits) return;
  const last = new Map(fits.map((fit) => [`${fit.epoch}/${fit.variable ?? ''}/${fit.layer}`, fit]));
  if (last.size < fits.length) fits.splice(0, fits.length, ...last.values());
}

/** Whether two estimates are of the same quantity, at the same place, by the same choice. */
export const isSameThing = (a: Omit<Estimate, 'unit'>, b: Omit<Estimate, 'unit'>): boolean =>
  a.quantity === b.quantity &&
  a.source === b.source &&
  a.target === b.target &&
  a.variable === b.variable &&
  a.time === b.time &&
  a.lag === b.lag &&
  a.from === b.from &&
  a.ahead === b.ahead &&
  a.epoch === b.epoch &&
  a.beside === b.beside &&
  a.set === b.set;

function append<K extends keyof Elements>(
  target: { [P in K]?: Elements[P][] },
  key: K,
  more: readonly Elements[K][] | undefined,
): void {
  if (!more) return;
  const items: Elements[K][] = target[key] ?? [];
  for (const item of more) items.push(item);
  target[key] = items;
}
