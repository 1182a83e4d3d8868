import { runAnalysis } from '../../../src/analysis/run/runAnalysis';
import { noCache } from '../../../src/analysis/cache/stageCache';
import { Random } from '../../../src/base/random';
import { readConfig } from '../../../src/config/readConfig';
import { loadDataset } from '../../../src/data/loadDataset';
import { discreteSequences } from '../../../src/data/sequences';
import { runEstimationJob } from '../../../src/information/runJob';
import { buildModel } from '../../../src/models/buildModel';
import { chooseRecurrentKernel } from '../../../src/models/kernels/chooseRecurrentKernel';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { cellConfig, cellNetworks, type CellNetwork, delay } from './cellNetwork';
import { type Asked, enumeratedInformation, type StateMeans } from './everyHistory';

/** An estimate of the analysis beside the sum over all histories; bits. */
export interface CellReading {
  readonly network: CellNetwork;
  readonly quantity: string;
  readonly exact: number;
  /** The standard error of the exact value, whose states are drawn. */
  readonly error: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The interval's width as a share of the exact value. */
export const widthOf = ({ exact, low, high }: CellReading): number => (high - low) / exact;

/**
 * Whether the exact value lies inside, or as near as three of its standard errors.
 * @param room added at either side, in widths of the interval
 */
export function holds({ exact, error, low, high }: CellReading, room = 0): boolean {
  const slack = 3 * error + room * (high - low) + rounding;
  return low - slack < exact && exact < high + slack;
}

/** Bits that rounding may cost. */
const rounding = 1e-3;

const backend = 'wasm';

/** Numbers that are compared for one state of the enumeration: so many states are drawn as this allows. */
const mostCompared = 2e9;

/**
 * Networks at a few of their steps and the last.
 * @param named reads only those whose name, like "gru of 4 units, 2 symbols, seed 1", holds one of these texts
 */
export async function readCells(
  progress: (text: string) => void,
  named: readonly string[] = [''],
): Promise<CellReading[]> {
  const readings: CellReading[] = [];
  for (const network of cellNetworks) {
    const { type, units, symbols, length, seed } = network;
    const name = `${type} of ${units} units, ${symbols} symbols, seed ${seed}`;
    if (!named.some((text) => name.includes(text))) continue;
    progress(name);
    const draws = Math.min(4000, Math.floor(mostCompared / (symbols ** length * 6 * (units + 4))));
    readings.push(...(await readCell(network, [2, Math.ceil(length / 2), length], draws)));
  }
  return readings;
}

/**
 * I(X;H_t), I(H_{t-1};H_t), I(H^a;H^b) and I(H;Y) of a network as the whole analysis reads them, beside enumeration.
 * @param times the steps that are compared, from 2
 * @param draws states of the enumeration
 */
export async function readCell(network: CellNetwork, times: readonly number[], draws: number): Promise<CellReading[]> {
  const text = JSON.stringify(cellConfig(network));
  const { estimates } = await analysed(text);
  const epoch = Math.max(...estimates.map((one) => one.epoch));
  const states = await statesAfterEveryHistory(text, network, times);
  const { length, symbols } = network;
  const asked: { readonly name: string; readonly found: Partial<Estimate>; readonly asked: Asked }[] = [];
  for (const layer of ['below', 'above'] as const) {
    for (const time of times) {
      const now = states.placeOf(layer, time);
      asked.push({
        name: `I(X;${layer}_${time})`,
        found: { quantity: 'inputInformation', target: layer, time },
        asked: { about: 'input', state: now },
      });
      asked.push({
        name: `I(${layer}_${time - 1};${layer}_${time})`,
        found: { quantity: 'historyInformation', target: layer, time },
        asked: { about: 'states', a: states.placeOf(layer, time - 1), b: now },
      });
      if (time > delay)
        asked.push({
          name: `I(${layer}_${time};Y)`,
          found: { quantity: 'outputInformation', source: layer, time },
          asked: {
            about: 'class',
            state: now,
            classOf: (history) => Math.floor(history / symbols ** (time - delay - 1)) % symbols,
          },
        });
    }
  }
  asked.push({
    name: `I(below_${length};above_${length})`,
    found: { quantity: 'layerInformation', source: 'below', target: 'above', time: length },
    asked: { about: 'states', a: states.placeOf('below', length), b: states.placeOf('above', length) },
  });
  const exact = enumeratedInformation(
    states.means,
    asked.map((one) => one.asked),
    0.01,
    draws,
    new Random(network.seed).fork('enumeration'),
  );
  return asked.map(({ name, found }, i) => {
    const estimate = estimates.find(
      (one) =>
        one.epoch === epoch && Object.entries(found).every(([key, value]) => one[key as keyof Estimate] === value),
    );
    if (!estimate) throw new Error(`There is no ${name} in the document.`);
    return {
      network,
      quantity: name,
      exact: exact[i].nats / Math.LN2,
      error: exact[i].error / Math.LN2,
      value: estimate.value,
      low: estimate.low,
      high: estimate.high ?? Infinity,
    };
  });
}

export function analysed(configText: string): Promise<AnalysisResult> {
  return runAnalysis(
    { configPath: 'cell.rnn.json', configText },
    {
      startBackend: async () => {
        const selected = await selectBackend(backend);
        return { ...selected, kernel: await chooseRecurrentKernel(selected.backend) };
      },
      runJob: runEstimationJob,
      cache: noCache,
    },
    { started: () => undefined, progress: () => undefined, delta: () => undefined },
    new AbortController().signal,
  );
}

interface EveryState {
  readonly means: readonly StateMeans[];
  placeOf(layer: string, time: number): number;
}

/** The states of the same network, trained again, after every history. */
async function statesAfterEveryHistory(
  text: string,
  { symbols: alphabet, length }: CellNetwork,
  times: readonly number[],
): Promise<EveryState> {
  const { config } = readConfig(text);
  if (!config) throw new Error('The network has no config.');
  const { backend: name } = await selectBackend(backend);
  const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: '.' });
  const model = buildModel(config, dataset, await chooseRecurrentKernel(name));
  await model.train(dataset, config.training, [], {});
  const count = alphabet ** length;
  const symbols = Int32Array.from(
    { length: count * length },
    (_, at) => Math.floor(Math.floor(at / length) / alphabet ** (at % length)) % alphabet,
  );
  const inputs = discreteSequences(symbols, count, length, alphabet);
  const layers = await model.activations({ inputs }, count, config.seed);
  const means: StateMeans[] = [];
  const places = new Map<string, number>();
  for (const { layer, values, units } of layers) {
    for (const time of new Set(times.flatMap((one) => [one - 1, one]))) {
      const at = new Float32Array(count * units);
      for (let i = 0; i < count; i++)
        at.set(values.subarray((i * length + time - 1) * units, (i * length + time) * units), i * units);
      places.set(`${layer}@${time}`, means.push({ means: at, units }) - 1);
    }
  }
  return {
    means,
    placeOf: (layer, time) => {
      const place = places.get(`${layer}@${time}`);
      if (place === undefined) throw new Error(`There is no state ${layer}@${time}.`);
      return place;
    },
  };
}
