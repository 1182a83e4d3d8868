import { beforeAll, describe, expect, it } from 'vitest';
import { blocksOf } from '../../../src/analysis/plan/blocks';
import { planSnapshot } from '../../../src/analysis/plan/planSnapshot';
import { runPlan } from '../../../src/analysis/plan/runPlan';
import { SnapshotPlan } from '../../../src/analysis/plan/snapshotPlan';
import { SharedBuffers } from '../../../src/analysis/plan/sharedBuffers';
import type { EstimationJob, PairOutcome } from '../../../src/information/job/job';
import { runEstimationJob } from '../../../src/information/runJob';
import { buildModel } from '../../../src/models/buildModel';
import { allStates, type HeldStates } from '../../../src/models/heldStates';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo } from '../models/support';

beforeAll(async () => {
  await selectBackend('cpu');
});

const config = configOf([
  { type: 'gru', name: 'h', units: 3 },
  { type: 'gru', name: 'noisy', units: 2, noise: { variance: 0.1 } },
  { type: 'bottleneck', name: 'z', units: 2 },
  { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
]);
const data = echo({ length: 6 });
const samples = data.heldOut.inputs.samples;

async function states(): Promise<{ whole: HeldStates; some: HeldStates; passes: () => number }> {
  const model = buildModel(config, data, coreKernel);
  let passes = 0;
  const made: HeldStates['with'] = (views) => {
    passes++;
    return model.activations(data.heldOut, samples, 1, undefined, views);
  };
  const whole = allStates(await model.activations(data.heldOut, samples, 1));
  return { whole, some: { layers: await made(() => []), with: made }, passes: () => passes };
}

describe('states that are made by blocks of steps', () => {
  it('are those that are made at once', async () => {
    const { whole, some } = await states();
    const layers = await some.with(() => [
      { time: 5, reading: 'own order' },
      { time: 2, reading: 'own order' },
    ]);
    const [all, part] = [whole.layers[1], layers[1]];
    expect(part.values).toHaveLength(samples * 2 * 2);
    for (let row = 0; row < samples; row++)
      for (const [place, time] of [5, 2].entries()) {
        const [from, of] = [(row * 6 + time - 1) * 2, (row * 2 + place) * 2];
        expect(part.values.subarray(of, of + 2)).toEqual(all.values.subarray(from, from + 2));
        expect(part.conditional?.means.subarray(of, of + 2)).toEqual(all.conditional?.means.subarray(from, from + 2));
      }
    // Rates are told of every step of a code.
    expect(layers[2].values).toEqual(whole.layers[2].values);
  });

  it('give the same outcomes, in the order of the plan', async () => {
    const { whole, some, passes } = await states();
    const runner = { runJob: runEstimationJob, buffers: new SharedBuffers(), signal: new AbortController().signal };
    const outcomes = async (held: HeldStates): Promise<unknown> => {
      const plan = planSnapshot(config, data.heldOut, held.layers, samples, true);
      return await runPlan(plan, [...plan.planned.keys()], held, runner);
    };
    expect(await outcomes(some)).toEqual(await outcomes(whole));
    expect(passes()).toBe(2);
  });

  it('share out many parts among the cores, and give the same outcomes', async () => {
    const { whole } = await states();
    const plan = planSnapshot(config, data.heldOut, whole.layers, samples, true);
    const places = [...plan.planned.keys()];
    const parts = plan.parts(places, 1);
    const threads: (number | undefined)[] = [];
    const cut = new SnapshotPlan(plan.variables, plan.pairs, plan.planned, plan.options);
    cut.parts = () => parts;
    const runner = {
      runJob: (job: EstimationJob): Promise<PairOutcome[]> => {
        threads.push(job.threads);
        return runEstimationJob(job);
      },
      buffers: new SharedBuffers(),
      signal: new AbortController().signal,
    };
    expect(parts.length).toBeGreaterThanOrEqual(8);
    const many = await runPlan(cut, places, whole, { ...runner, cores: 8 });
    expect(threads).toEqual(parts.map(() => 2));
    threads.length = 0;
    expect(await runPlan(cut, places, whole, { ...runner, cores: 2 })).toEqual(many);
    expect(threads).toEqual(parts.map(() => 1));
  });

  it('are few enough in every block, and cover every pair once', async () => {
    const { whole } = await states();
    const plan = planSnapshot(config, data.heldOut, whole.layers, samples, true);
    const places = [...plan.planned.keys()];
    const parts = plan.parts(places, 1);
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.flat().sort((a, b) => a - b)).toEqual(places);
    const most = 8 * samples * 3;
    const blocks = blocksOf(plan, parts, whole.layers, most);
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.flatMap((block) => block.parts)).toEqual(parts);
    for (const { parts: own, views } of blocks) {
      const numbers = whole.layers.reduce((sum, { layer, units }) => sum + (views.get(layer)?.length ?? 0) * units, 0);
      if (own.length > 1) expect(numbers * samples).toBeLessThanOrEqual(most);
      for (const { layer, time } of plan.statesOf(own.flat()))
        expect(views.get(layer)?.some((view) => view.time === time)).toBe(true);
    }
  });
});

describe('memory that parts share', () => {
  it('is handed on to the next part of the same sizes', () => {
    const buffers = new SharedBuffers();
    const first = buffers.lease();
    const [a, b] = [first.take(8), first.take(16)];
    const beside = buffers.lease();
    expect(beside.take(8)).not.toBe(a);
    first.release();
    const next = buffers.lease();
    expect(next.take(8)).toBe(a);
    expect(next.take(16)).toBe(b);
    expect(next.take(16)).not.toBe(b);
  });
});
