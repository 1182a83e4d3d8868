import { upperEnd } from '../../src/result/upperEnd';
import { describe, expect, it } from 'vitest';
import type { AnalysisResult, Estimate, MemoryFit, NetworkResult } from '../../src/result/result';
import { withQuarterBudget } from './documentOf';

const analyse = (name: string): Promise<AnalysisResult> => withQuarterBudget('long-range', name);

type Network = Pick<NetworkResult, 'name' | 'estimates' | 'fits' | 'training'>;
const networks = (result: AnalysisResult): Network[] => [
  { ...result, name: result.config.model.name! },
  ...result.networks!,
];
const final = ({ estimates }: Network, quantity: Estimate['quantity'], layer: string): Estimate[] => {
  const epoch = Math.max(...estimates.map((estimate) => estimate.epoch));
  return estimates.filter(
    (estimate) =>
      estimate.quantity === quantity &&
      estimate.epoch === epoch &&
      (estimate.source === layer || estimate.target === layer),
  );
};
const memory = (network: Network, layer: string, time: number): Estimate[] =>
  final(network, 'memory', layer)
    .filter((estimate) => estimate.time === time)
    .toSorted((a, b) => a.lag! - b.lag!);
const fit = ({ fits }: Network, layer: string): MemoryFit => fits!.filter((item) => item.layer === layer).at(-1)!;

describe('examples/long-range', () => {
  it('shelf: whole bits as far as the task asks, traces behind; the code keeps the one lag it needs', async () => {
    const result = await analyse('shelf');
    const [simpleRNN, lstm, gru, bottleneck] = networks(result);
    for (const network of [simpleRNN, lstm, gru, bottleneck])
      expect(network.training.at(-1)!.validationAccuracy, network.name).toBeGreaterThan(0.99);
    for (const network of [simpleRNN, lstm, gru]) {
      const lags = memory(network, 'memory', 20).map(({ value }) => value);
      for (const value of lags.slice(0, 9)) expect(value, network.name).toBeGreaterThan(0.5);
      expect(lags[8], network.name).toBeGreaterThan(0.97);
      // Nothing asks for older bits: traces of them fade.
      for (const value of lags.slice(12)) expect(value, network.name).toBeLessThan(0.25);
      for (const value of lags.slice(16)) expect(value, network.name).toBeLessThan(0.1);
      // A shelf that breaks off is no law.
      expect(fit(network, 'memory').law, network.name).toBeUndefined();
      // The traces may be distinguishable from nothing to the end.
      expect(fit(network, 'memory').horizon, network.name).toBeGreaterThanOrEqual(8);
    }
    const code = memory(bottleneck, 'z', 20).map(({ value }) => value);
    expect(code[8]).toBeGreaterThan(0.9);
    for (const [lag, value] of code.entries()) if (lag !== 8) expect(value, `lag ${lag}`).toBeLessThan(0.05);
    expect(fit(bottleneck, 'z').horizon).toBe(8);
    // A code that is trained to be cheap leaves its state nearly no room.
    const [held] = final(bottleneck, 'inputInformation', 'z').filter(({ time }) => time === 20);
    const [room] = final(bottleneck, 'stateCapacity', 'z');
    expect(held.value).toBeLessThanOrEqual(upperEnd(room));
    expect(room.value).toBeLessThan(3);
  });

  it('fading: exponentials, a memory that settles, and no state above what the past tells of the future', async () => {
    const result = await analyse('fading');
    const past = result.exact.filter(({ quantity }) => quantity === 'predictiveInformation');
    for (const network of networks(result)) {
      const { law, horizon } = fit(network, 'memory');
      // The horizon of the gated network is too short to tell the laws apart: nothing is named there, or the truth.
      if (network.name !== 'gru' || law) {
        expect(law, network.name).toMatchObject({ kind: 'exponential', criterion: 'AICc' });
        expect(law!.lead, network.name).toBeGreaterThan(2);
        expect(law!.low, network.name).toBeGreaterThan(2);
        expect(law!.high, network.name).toBeLessThan(10);
      }
      expect(horizon, network.name).toBeGreaterThanOrEqual(8);
      for (const state of final(network, 'predictiveInformation', 'memory')) {
        const most = past.find(({ time }) => time === state.time)!.value;
        expect(state.low, `${network.name}, step ${state.time}`).toBeLessThanOrEqual(most);
        expect(state.ahead).toBe(3);
      }
      // Every step, every lag; and what a step long after the beginning holds of the latest input is what the next ones
      // hold.
      expect(final(network, 'memory', 'memory'), network.name).toHaveLength((24 * 25) / 2);
      const [before, last] = [memory(network, 'memory', 22), memory(network, 'memory', 24)];
      for (let lag = 0; lag < 10; lag++)
        expect(Math.abs(before[lag].value - last[lag].value), `${network.name}, lag ${lag}`).toBeLessThan(0.12);
    }
    expect(past).toHaveLength(24 - 3);
  });
});
