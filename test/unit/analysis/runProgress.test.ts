import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';
import type { AnalysisConfig } from '../../../src/config/schema/config';
import type { Progress } from '../../../src/result/progress';
import { snapshotEpochs } from '../../../src/analysis/plan/snapshots';
import { RunProgress } from '../../../src/analysis/run/runProgress';

interface Costs {
  /** Seconds of a step, of an epoch's validation, of recording a snapshot's states and of estimating it. */
  readonly step: number;
  readonly validation: number;
  readonly recording: number;
  readonly estimating: number;
}

interface Report {
  readonly at: number;
  readonly fraction: number;
  readonly secondsLeft: number | undefined;
  /** Snapshots that were estimated then, and whether a step was done. */
  readonly snapshots: number;
  readonly trained: boolean;
}

function configOf(epochs: number, snapshots: number, more = '', budget = 0): AnalysisConfig {
  const { config, problems } = readConfig(`{
    "data": { "task": "delayedCopy", "symbols": 2, "length": 4, "delay": 1 },
    "model": { "layers": [{ "type": "lstm", "name": "h", "units": 2 },
      { "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] },
    "training": { "epochs": ${epochs} }, "analysis": { "snapshots": ${snapshots}, "budget": ${budget} }${more} }`);
  if (!config) throw new Error(problems[0].message);
  return config;
}

const stepsAnEpoch = 2;

/**
 * A run by a made-up clock: estimates are made one after the other, and training goes on while fewer than `mostWaiting`
 * snapshots wait for theirs. Returns what was reported.
 */
function simulate(config: AnalysisConfig, costs: Costs, mostWaiting: number): Report[] {
  let clock = 5;
  let [snapshots, trained] = [0, false];
  const reports: Report[] = [];
  const progress = new RunProgress(
    config,
    { progress: ({ fraction, secondsLeft }) => reports.push({ at: clock, fraction, secondsLeft, snapshots, trained }) },
    () => clock,
  );
  const ready: number[] = [];
  const pass = (until: number): void => {
    while (ready.length > 0 && ready[0] <= until) {
      clock = Math.max(clock, ready.shift() ?? 0);
      snapshots++;
      progress.snapshotDone();
    }
    clock = Math.max(clock, until);
  };
  let busyUntil = 0;
  const { epochs } = config.training;
  const chosen = snapshotEpochs(epochs, config.analysis.snapshots);
  const snapshot = (): void => {
    pass(clock + costs.recording);
    progress.snapshotTaken();
    busyUntil = Math.max(busyUntil, clock) + costs.estimating;
    ready.push(busyUntil);
    if (ready.length >= mostWaiting) pass(ready[0]);
    progress.trainingGoesOn();
  };
  pass(clock + 0.3);
  if (chosen.includes(0)) snapshot();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (let step = 1; step <= stepsAnEpoch; step++) {
      pass(clock + costs.step);
      trained = true;
      progress.steps((epoch - 1) * stepsAnEpoch + step, epochs * stepsAnEpoch);
    }
    pass(clock + costs.validation);
    progress.epochDone(epoch);
    if (chosen.includes(epoch)) snapshot();
  }
  pass(Infinity);
  return reports;
}

const costs = fc.record({
  step: fc.double({ min: 1e-3, max: 0.5, noNaN: true }),
  validation: fc.double({ min: 0, max: 0.5, noNaN: true }),
  recording: fc.double({ min: 0, max: 1, noNaN: true }),
  estimating: fc.double({ min: 0.01, max: 20, noNaN: true }),
});
const sizes = { epochs: fc.integer({ min: 2, max: 400 }), snapshots: fc.integer({ min: 2, max: 24 }) };

/** The greatest factor between the time left as reported and as it was, once three snapshots and a step are known. */
function worstFactor(reports: readonly Report[]): number {
  const end = reports.at(-1)?.at ?? 0;
  const factors = reports
    .filter(({ snapshots, trained }) => snapshots >= 3 && trained)
    .map(({ at, secondsLeft }) => {
      const left = end - at;
      if (secondsLeft === undefined || left < 1e-6) return 1;
      return Math.max(secondsLeft / left, left / secondsLeft);
    });
  return Math.max(1, ...factors);
}

const rises = (reports: readonly Report[]): boolean =>
  reports.every(({ fraction }, i) => fraction <= 1 && (i === 0 || fraction >= reports[i - 1].fraction));

describe('the progress of a run', () => {
  it('predicts the time left where estimates hold training up', () => {
    fc.assert(
      fc.property(fc.record(sizes), costs, ({ epochs, snapshots }, each) => {
        const reports = simulate(configOf(epochs, snapshots), each, 1);
        expect(rises(reports)).toBe(true);
        expect(reports.at(-1)?.fraction).toBe(1);
        expect(worstFactor(reports)).toBeLessThan(1.5);
      }),
      { numRuns: 60 },
    );
  });

  it('predicts it where estimates run during training, whichever of the two takes longer', () => {
    for (const estimating of [0.01, 0.1, 0.3, 1, 3, 10, 30]) {
      const each = { step: 0.05, validation: 0.02, recording: 0.01, estimating };
      const reports = simulate(configOf(1000, 24), each, 3);
      expect(rises(reports)).toBe(true);
      expect(reports.at(-1)?.fraction).toBe(1);
      expect(worstFactor(reports)).toBeLessThan(1.5);
    }
  });

  it('does not run ahead because snapshots stand early', () => {
    const reports = simulate(
      configOf(4000, 24),
      { step: 0.01, validation: 0.005, recording: 0.02, estimating: 0.3 },
      1,
    );
    const end = reports.at(-1)?.at ?? 0;
    // The first half of the snapshots lies in the first hundredth of the epochs.
    const half = reports.find(({ snapshots }) => snapshots === 12);
    expect(half?.fraction).toBeLessThan(0.1);
    expect(half?.secondsLeft).toBeGreaterThan(0.9 * (end - (half?.at ?? 0)));
  });

  it('counts a further network as much as the model', () => {
    const fractions: number[] = [];
    let clock = 0;
    const config = configOf(
      2,
      2,
      `, "networks": { "small": { "layers": [{ "type": "gru", "name": "h", "units": 2 },
        { "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }`,
    );
    const progress = new RunProgress(config, { progress: ({ fraction }) => fractions.push(fraction) }, () => clock);
    progress.snapshotTaken();
    for (const share of [0.5, 1]) {
      clock += 1;
      progress.steps(share, 1);
    }
    progress.snapshotDone();
    progress.snapshotTaken();
    clock += 1;
    progress.snapshotDone();
    expect(fractions.at(-1)).toBeCloseTo(0.5);
    clock += 3;
    progress.networks(1);
    expect(fractions.at(-1)).toBe(1);
  });

  it('counts no time of snapshots that wait for a core as that of their estimates', () => {
    const left: (number | undefined)[] = [];
    let clock = 0;
    const progress = new RunProgress(
      configOf(2, 2),
      { progress: ({ secondsLeft }) => left.push(secondsLeft) },
      () => clock,
    );
    progress.steps(0, 1);
    for (const epoch of [1, 2]) {
      clock += 100;
      progress.steps(epoch / 2, 1);
      progress.epochDone(epoch);
      progress.snapshotTaken(true);
      progress.trainingGoesOn();
    }
    for (let estimated = 0; estimated < 2; estimated++) {
      progress.snapshotBegun();
      clock += 3;
      progress.snapshotDone();
      // The second takes as long as the first, and not the time that both waited.
      expect(left.at(-1)).toBeCloseTo([3, 0][estimated], 0);
    }
  });

  it('counts the work that sharpens the last numbers, by the budget and then by its pace', () => {
    const reports: Progress[] = [];
    let clock = 0;
    const progress = new RunProgress(configOf(1, 2, '', 6), { progress: (one) => reports.push(one) }, () => clock);
    clock += 2;
    progress.steps(1, 1);
    progress.epochDone(1);
    progress.snapshotTaken();
    clock += 1;
    progress.snapshotDone();
    progress.snapshotDone();
    expect(reports.at(-1)?.secondsLeft).toBeCloseTo(6);
    clock += 8;
    progress.sharpened(0.5);
    expect(reports.at(-1)).toMatchObject({ stage: 'sharpening', secondsLeft: expect.closeTo(8) as number });
    expect(reports.at(-1)).not.toHaveProperty('epoch');
    expect(reports.at(-1)?.fraction).toBeLessThan(0.7);
    clock += 8;
    progress.sharpened(1);
    expect(reports.at(-1)).toMatchObject({ fraction: 1, secondsLeft: 0 });
  });

  it('takes the pace of the sweep from the sweep', () => {
    const reports: (number | undefined)[] = [];
    let clock = 0;
    const sweep = { beta: { from: 1, to: 10, steps: 4 } };
    const progress = new RunProgress(
      { ...configOf(1, 1), sweep },
      { progress: ({ secondsLeft }) => reports.push(secondsLeft) },
      () => clock,
    );
    progress.steps(0.5, 1);
    clock = 10;
    progress.steps(1, 1);
    progress.snapshotTaken();
    progress.snapshotDone();
    clock = 30;
    progress.sweep(0.25);
    expect(reports.at(-1)).toBeCloseTo(60);
  });
});
