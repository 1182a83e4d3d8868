import { beforeAll, describe, expect, it } from 'vitest';
import { firstHistories } from '../../src/analysis/measures/histories/firstHistories';
import type { NetworkRuns } from '../../src/analysis/measures/histories/networkRuns';
import { sharpen } from '../../src/analysis/measures/histories/sharpened';
import type { NatsEstimate } from '../../src/analysis/measures/natsEstimate';
import { planSnapshot } from '../../src/analysis/plan/planSnapshot';
import { Random } from '../../src/base/random';
import { loadDataset } from '../../src/data/loadDataset';
import { discreteSequences } from '../../src/data/sequences';
import { runEstimationJob } from '../../src/information/runJob';
import type { LayerActivations } from '../../src/models/activations';
import { buildModel } from '../../src/models/buildModel';
import type { RecurrentKernel } from '../../src/models/kernels/recurrentKernel';
import { isSameThing } from '../../src/result/delta';
import { bundledKernel } from '../support/bundledKernel';
import { configOf } from '../support/configs';

const length = 10;
const delay = 2;
const variance = 0.01;
const every = 2 ** length;

let kernel: RecurrentKernel;
beforeAll(async () => {
  kernel = await bundledKernel();
});

type Read = NatsEstimate;

/** A trained network of two layers: all that the plan reads of its states, and the states after every history. */
async function analysed(type: string, units: number): Promise<{ read: Read[]; states: LayerActivations[] }> {
  const config = configOf(
    JSON.stringify({
      data: { task: 'delayedCopy', symbols: 2, length, delay, samples: 512, heldOut: 1000 },
      model: {
        layers: [
          { type, units, name: 'below' },
          { type, units: Math.max(2, units / 2), name: 'above' },
          { type: 'dense', units: 2, activation: 'softmax', name: 'out' },
        ],
      },
      training: { epochs: 4, batchSize: 32 },
      analysis: { samples: 1000, noise: { variance } },
    }),
  );
  const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: '/' });
  const model = buildModel(config, dataset, kernel);
  await model.train(dataset, config.training, [], {});
  const states = await model.activations(dataset.heldOut, 1000, config.seed);
  const runs: NetworkRuns = {
    states: async (set) => model.activations(set, set.inputs.samples, config.seed),
    logitsOf: async (way, layer, samples) => model.logitsOf(way, layer, samples),
    pullBack: async (layer, inputs, cotangents) => model.pullBack(layer, inputs, cotangents),
    lastStates: async (inputs) => model.lastStates(inputs, config.seed),
    gates: async (inputs, visit) => model.gates(inputs, config.seed, visit),
  };
  const histories = await firstHistories(config, states, 1000, true, runs);
  const { job, planned } = planSnapshot(config, dataset.heldOut, states, 1000, true, histories);
  const outcomes = await runEstimationJob(job);
  const first = outcomes.map((outcome, i): NatsEstimate => {
    if ('error' in outcome) throw new Error(outcome.error.message);
    const { nats, ...rest } = outcome;
    return { ...planned[i], ...rest, value: nats, epoch: 4 };
  });
  const weights = Object.values(model.weights()).reduce((sum, { values }) => sum + values.length, 0);
  const better: NatsEstimate[] = [];
  await sharpen({ config, estimates: first, states, set: dataset.heldOut, weights, runs }, (found) => {
    better.push(...found);
  });
  const read = first.map((one) => better.find((other) => isSameThing(one, other)) ?? one);
  const all = Int32Array.from({ length: every * length }, (_, at) => (Math.floor(at / length) >> (at % length)) & 1);
  return {
    read,
    states: await model.activations({ inputs: discreteSequences(all, every, length, 2) }, every, config.seed),
  };
}

/** The parts that a state is made of: layers with their steps. */
type Parts = readonly (readonly [LayerActivations, number])[];

/** The mean of a unit after a history. */
const meanOf = ({ values, units, length: steps }: LayerActivations, time: number, history: number, unit: number) =>
  values[(history * steps + time - 1) * units + unit];

/**
 * E[ln p(h | history) - ln p(h | class of the history)] in nats, over `draws` histories and noises, with p(h | class) a
 * sum over all histories of the class. With its standard error.
 */
function exactly(parts: Parts, classOf: (history: number) => number, draws = 3000): { nats: number; error: number } {
  const random = new Random(5);
  const columns = parts.flatMap(([layer, time]) =>
    Array.from({ length: layer.units }, (_, unit) =>
      Float64Array.from({ length: every }, (_, history) => meanOf(layer, time, history, unit)),
    ),
  );
  let [sum, squares] = [0, 0];
  for (let draw = 0; draw < draws; draw++) {
    const own = random.integer(every);
    const noisy = columns.map((column) => column[own] + Math.sqrt(variance) * random.normal());
    let [total, members, log] = [0, 0, 0];
    for (const [at, value] of noisy.entries()) log -= (value - columns[at][own]) ** 2 / (2 * variance);
    for (let history = 0; history < every; history++) {
      if (classOf(history) !== classOf(own)) continue;
      members++;
      let squared = 0;
      for (let at = 0; at < noisy.length; at++) squared += (noisy[at] - columns[at][history]) ** 2;
      total += Math.exp(-squared / (2 * variance) - log);
    }
    const ratio = -Math.log(total / members);
    sum += ratio;
    squares += ratio * ratio;
  }
  const nats = sum / draws;
  return { nats, error: Math.sqrt(Math.max(0, squares / draws - nats * nats) / draws) };
}

const whole = (): number => 0;
const bit =
  (step: number) =>
  (history: number): number =>
    (history >> (step - 1)) & 1;

const of = (read: readonly Read[], wanted: Partial<Read>): Read => {
  const found = read.find((one) => Object.entries(wanted).every(([key, value]) => one[key as keyof Read] === value));
  if (!found) throw new Error(`no ${JSON.stringify(wanted)}`);
  return found;
};

describe.each([
  ['simpleRNN', 4],
  ['simpleRNN', 16],
  ['simpleRNN', 64],
  ['lstm', 4],
  ['lstm', 16],
  ['lstm', 64],
  ['gru', 4],
  ['gru', 16],
  ['gru', 64],
])('%s of %i units', (type, units) => {
  it('reads every information of its states as the sum over all histories gives it', async () => {
    const { read, states } = await analysed(type, units);
    const [below, above] = states;
    const inputs = (parts: Parts) => exactly(parts, whole);
    const check = (name: string, found: Read, truth: number, error: number): void => {
      const { low, high } = found;
      // The interval misses by 5 % of chance, which three further standard errors of the truth and .02 nats forgive.
      const slack = 3 * error + 0.02;
      expect(low, `${name}: ${low} to ${high} for ${truth}`).toBeLessThan(truth + slack);
      expect(high, `${name}: ${low} to ${high} for ${truth}`).toBeGreaterThan(truth - slack);
      expect(high - low, `${name}: ${low} to ${high} for ${truth}`).toBeLessThan(Math.max(0.12, 0.05 * truth));
    };
    for (const time of [5, length]) {
      const [now, before] = [inputs([[below, time]]), inputs([[below, time - 1]])];
      const both = inputs([
        [below, time - 1],
        [below, time],
      ]);
      const about = of(read, { quantity: 'inputInformation', target: 'below', time });
      check(`I(X;H_${time})`, about, now.nats, now.error);
      const history = of(read, { quantity: 'historyInformation', target: 'below', time });
      const error = Math.hypot(now.error, before.error, both.error);
      check(`I(H_${time - 1};H_${time})`, history, now.nats + before.nats - both.nats, error);
    }
    const [one, other] = [inputs([[below, length]]), inputs([[above, length]])];
    const together = inputs([
      [below, length],
      [above, length],
    ]);
    check(
      'I(below;above)',
      of(read, { quantity: 'layerInformation', source: 'below', target: 'above' }),
      one.nats + other.nats - together.nats,
      Math.hypot(one.error, other.error, together.error),
    );
    for (const layer of [below, above]) {
      const marginal = inputs([[layer, length]]);
      const given = exactly([[layer, length]], bit(length - delay));
      check(
        `I(${layer.layer};Y)`,
        of(read, { quantity: 'outputInformation', source: layer.layer, time: length }),
        marginal.nats - given.nats,
        Math.hypot(marginal.error, given.error),
      );
      for (const lag of [0, 4]) {
        const conditional = exactly([[layer, length]], bit(length - lag));
        check(
          `memory of ${layer.layer} at lag ${lag}`,
          of(read, { quantity: 'memory', target: layer.layer, lag, time: length }),
          marginal.nats - conditional.nats,
          Math.hypot(marginal.error, conditional.error),
        );
      }
    }
  });
});
