import type {
  Advice,
  AnalysisResult,
  AttentionMap,
  Coding,
  Estimate,
  ExactLine,
  InformationLoss,
  LayerSummary,
  MemoryFit,
  NetworkResult,
  Sentence,
  StageRecord,
  TrainingRecord,
} from './result';
import type { Warning } from './warnings';

/** What a result's arrays hold. */
interface Elements {
  stages: StageRecord;
  layers: LayerSummary;
  training: TrainingRecord;
  estimates: Estimate;
  exact: ExactLine;
  losses: InformationLoss;
  attention: AttentionMap;
  coding: Coding;
  findings: Sentence;
  fits: MemoryFit;
  advice: Advice;
  warnings: Warning;
}

type Lists = { [K in keyof Elements]: Elements[K][] };

/** What a running analysis appends; arrays are appended, `curves` replaced key by key, `data` set. */
export type ResultDelta = Partial<Lists> &
  Partial<Pick<AnalysisResult, 'data' | 'curves'>> & { networks?: NetworkDelta[] };

/** What is appended to the network of that name; a name that is not there yet is a new network. */
export type NetworkDelta = Pick<NetworkResult, 'name'> & Partial<Pick<Lists, NetworkList>>;

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
  'findings',
  'fits',
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
  'findings',
  'fits',
  'warnings',
];

/**
 * Appends `delta` to `result` in place, in time linear in the delta: the engine's side, the editor's and the page's
 * alike.
 */
export function applyDelta(result: AnalysisResult, delta: ResultDelta): void {
  if (delta.data) result.data = delta.data;
  Object.assign(result.curves, delta.curves);
  for (const key of lists) append(result, key, delta[key]);
  for (const more of delta.networks ?? []) {
    const networks = (result.networks ??= []);
    let network = networks.find(({ name }) => name === more.name);
    if (!network)
      networks.push(
        (network = { name: more.name, layers: [], training: [], estimates: [], exact: [], findings: [], warnings: [] }),
      );
    for (const key of networkLists) append(network, key, more[key]);
  }
}

/** Appends `more` to `delta` in place: what applying both in turn would do. */
export function mergeDelta(delta: ResultDelta, more: ResultDelta): void {
  if (more.data) delta.data = more.data;
  if (more.curves) delta.curves = { ...delta.curves, ...more.curves };
  for (const key of lists) append(delta, key, more[key]);
  if (more.networks) delta.networks = [...(delta.networks ?? []), ...more.networks];
}

/** What of an analysis belongs to the network that it is of. */
export function networkDelta(name: string, delta: ResultDelta): NetworkDelta {
  const own: NetworkDelta = { name };
  for (const key of networkLists) append(own, key, delta[key]);
  return own;
}

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
