import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  autoregressivePredictiveInformation,
  autocorrelations,
  stationaryProcess,
} from '../../../../src/information/exact/processes/autoregressive';
import { criticalBeta } from '../../../../src/information/exact/discrete/criticalBeta';
import {
  canonicalCorrelations,
  gaussianBottleneck,
} from '../../../../src/information/exact/gaussian/gaussianBottleneck';
import { hiddenMarkovInformation } from '../../../../src/information/exact/processes/hiddenMarkov';
import { linearGaussianInformation } from '../../../../src/information/exact/gaussian/linearGaussian';
import {
  markovInformation,
  symmetricMarkovInformation,
  symmetricTransition,
} from '../../../../src/information/exact/processes/markovChain';
import { runningParityInformation } from '../../../../src/information/exact/processes/runningParity';
import { shiftRegisterInformation } from '../../../../src/information/exact/processes/shiftRegister';
import { entropy } from '../../../../src/information/exact/discrete/entropyFunctions';

describe('linear-Gaussian networks', () => {
  const scalar = { kernel: [[1]], recurrentKernel: [[0.9]], noiseVariance: 0.1, length: 20 };

  it('the scalar network of both noise placements, bits', () => {
    expect(
      linearGaussianInformation({ ...scalar, placement: 'recurrent' }).inputInformation[19] / Math.LN2,
    ).toBeCloseTo(1.7297158, 7);
    expect(linearGaussianInformation({ ...scalar, placement: 'readout' }).inputInformation[19] / Math.LN2).toBeCloseTo(
      2.8619654,
      7,
    );
  });

  it('scalar closed forms of memory and history', () => {
    const { memory, historyInformation } = linearGaussianInformation({ ...scalar, placement: 'readout' });
    const signal = (t: number): number => (1 - 0.81 ** t) / 0.19;
    memory.forEach((nats, lag) => {
      const kept = 0.81 ** lag;
      expect(nats).toBeCloseTo(-0.5 * Math.log(1 - kept / (signal(20) + 0.1)), 10);
    });
    const rho = (0.9 * signal(19)) ** 2 / ((signal(20) + 0.1) * (signal(19) + 0.1));
    expect(historyInformation[19]).toBeCloseTo(-0.5 * Math.log(1 - rho), 10);
    expect(historyInformation[0]).toBe(0);
  });

  it('a shift register of noisy cells: each lag holds ln(1 + 1/v)/2, the block the sum', () => {
    const cells = 3;
    const network = linearGaussianInformation({
      kernel: [[1, 0, 0]],
      recurrentKernel: [
        [0, 1, 0],
        [0, 0, 1],
        [0, 0, 0],
      ],
      noiseVariance: 0.5,
      placement: 'readout',
      length: 6,
      target: { lag: 2 },
    });
    const each = 0.5 * Math.log(3);
    network.memory.forEach((nats, lag) => expect(nats).toBeCloseTo(lag < cells ? each : 0, 10));
    network.inputInformation.forEach((nats, i) => expect(nats).toBeCloseTo(Math.min(i + 1, cells) * each, 10));
    expect(network.outputInformation?.slice(0, 2)).toEqual([undefined, undefined]);
    for (const nats of network.outputInformation!.slice(2)) expect(nats).toBeCloseTo(each, 10);
  });

  it(
    'autoregressive input: what a state of the last value, nearly without noise, tells of the next is the ' +
      'process’s own',
    () => {
      const process = { coefficients: [0.8], noise: 1 };
      const stationary = stationaryProcess(process)!;
      const rho = autocorrelations(process, stationary, 12);
      const network = linearGaussianInformation({
        kernel: [[1]],
        recurrentKernel: [[0]],
        noiseVariance: 1e-9,
        placement: 'readout',
        length: 10,
        inputAutocovariance: rho.map((r) => [[r * stationary.variance]]),
        target: { lag: -1 },
      });
      for (const nats of network.outputInformation!) expect(nats).toBeCloseTo(-0.5 * Math.log(1 - 0.64), 7);
      network.memory.forEach((nats, lag) => {
        if (lag > 0) expect(nats).toBeCloseTo(-0.5 * Math.log(1 - 0.64 ** lag), 7);
      });
    },
  );

  it('no lag and no history tells more than the block, and turning the units changes nothing', () => {
    const weight = fc.double({ min: -0.7, max: 0.7, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(weight, { minLength: 6, maxLength: 6 }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        fc.constantFrom('recurrent', 'readout'),
        (w, angle, placement) => {
          const [c, s] = [Math.cos(angle), Math.sin(angle)];
          const times = (a: number[][], b: number[][]): number[][] =>
            a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
          const turn = [
            [c, -s],
            [s, c],
          ];
          const back = [
            [c, s],
            [-s, c],
          ];
          const kernel = [[w[0], w[1]]];
          const recurrentKernel = [
            [w[2], w[3]],
            [w[4], w[5]],
          ];
          const common = { noiseVariance: 0.2, placement, length: 5 } as const;
          const one = linearGaussianInformation({ ...common, kernel, recurrentKernel });
          const other = linearGaussianInformation({
            ...common,
            kernel: times(kernel, turn),
            recurrentKernel: times(times(back, recurrentKernel), turn),
          });
          one.inputInformation.forEach((nats, t) => expect(other.inputInformation[t]).toBeCloseTo(nats, 9));
          one.historyInformation.forEach((nats, t) => expect(other.historyInformation[t]).toBeCloseTo(nats, 9));
          for (const nats of one.memory) expect(nats).toBeLessThanOrEqual(one.inputInformation[4] + 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses shapes that do not fit and a network without noise', () => {
    expect(() => linearGaussianInformation({ ...scalar, placement: 'readout', noiseVariance: 0 })).toThrow(/infinite/);
    expect(() => linearGaussianInformation({ ...scalar, placement: 'readout', kernel: [[1, 2]] })).toThrow(
      /does not fit/,
    );
  });
});

describe('registers and parity', () => {
  it('m fair bits', () => {
    const { inputInformation, historyInformation, memory } = shiftRegisterInformation({
      entropy: Math.LN2,
      cells: 3,
      length: 6,
    });
    expect(memory.map((nats) => nats / Math.LN2)).toEqual([1, 1, 1, 0, 0, 0]);
    expect(inputInformation[5]).toBeCloseTo(3 * Math.LN2, 12);
    expect(historyInformation[5]).toBeCloseTo(2 * Math.LN2, 12);
    expect(runningParityInformation(4).memory).toEqual([0, 0, 0, 0]);
  });
});

describe('Markov and hidden Markov processes', () => {
  it('the symmetric chain agrees with the general one', () => {
    for (const [m, flip] of [
      [2, 0.1],
      [3, 0.4],
      [5, 0.9],
    ]) {
      const chain = markovInformation({
        initial: new Array<number>(m).fill(1 / m),
        transition: symmetricTransition(m, flip),
        length: 6,
      });
      chain.lagged.forEach((nats, lag) => expect(nats).toBeCloseTo(symmetricMarkovInformation(m, flip, lag), 12));
      expect(chain.predictive[3]).toBeCloseTo(symmetricMarkovInformation(m, flip, 1), 12);
      expect(chain.blockEntropy[5]).toBeCloseTo(6 * Math.log(m) - 5 * symmetricMarkovInformation(m, flip, 1), 12);
    }
    expect(symmetricMarkovInformation(2, 0.1, 1) / Math.LN2).toBeCloseTo(0.531004406, 9);
  });

  /** H(O_{1:t}) by summing over every sequence. */
  function blockEntropy(transition: number[][], emission: number[][], initial: number[], t: number): number {
    const probabilities: number[] = [];
    const go = (weights: number[], left: number): void => {
      if (left === 0) return void probabilities.push(weights.reduce((a, b) => a + b, 0));
      for (let o = 0; o < emission[0].length; o++) {
        const seen = weights.map((w, s) => w * emission[s][o]);
        go(
          left === 1 ? seen : transition[0].map((_, j) => seen.reduce((sum, w, i) => sum + w * transition[i][j], 0)),
          left - 1,
        );
      }
    };
    go(initial, t);
    return entropy(probabilities);
  }

  it('forward recursion agrees with the sum over all sequences, symmetric or not', async () => {
    const cases = [
      {
        transition: symmetricTransition(3, 0.2),
        emission: symmetricTransition(3, 0.15),
        initial: [1 / 3, 1 / 3, 1 / 3],
        symmetric: true,
      },
      {
        transition: [
          [0.7, 0.3],
          [0.1, 0.9],
        ],
        emission: [
          [0.8, 0.1, 0.1],
          [0.2, 0.3, 0.5],
        ],
        initial: [0.25, 0.75],
        symmetric: false,
      },
    ];
    for (const process of cases) {
      const { blockEntropy: found, predictive, exact } = await hiddenMarkovInformation({ ...process, length: 6 });
      expect(exact).toBe(true);
      for (let t = 1; t <= 6; t++)
        expect(found[t - 1]).toBeCloseTo(blockEntropy(process.transition, process.emission, process.initial, t), 10);
      const [six, seven] = [6, 7].map((t) => blockEntropy(process.transition, process.emission, process.initial, t));
      const last = blockEntropy(
        process.transition,
        process.emission,
        [1, 2, 3, 4, 5, 6].reduce(
          (p) =>
            process.transition[0].map((_, j) => p.reduce((sum, value, i) => sum + value * process.transition[i][j], 0)),
          process.initial,
        ),
        1,
      );
      expect(predictive[5]).toBeCloseTo(last - (seven - six), 10);
    }
  });

  it('merging beliefs changes next to nothing, and long sequences settle', async () => {
    const process = {
      initial: [0.5, 0.5],
      transition: symmetricTransition(2, 0.1),
      emission: symmetricTransition(2, 0.1),
      symmetric: true,
    };
    const exact = await hiddenMarkovInformation({ ...process, length: 12 });
    const merged = await hiddenMarkovInformation({ ...process, length: 500, beliefs: 500 });
    expect(merged.exact).toBe(false);
    exact.predictive.forEach((nats, t) => expect(merged.predictive[t]).toBeCloseTo(nats, 6));
    expect(merged.predictive[499]).toBeCloseTo(exact.predictive[11], 4);
  });
});

describe('Gaussian bottleneck and thresholds', () => {
  it('adds over components, each from its own beta on', () => {
    const both = gaussianBottleneck([0.9, 0.5], 6);
    const parts = [gaussianBottleneck([0.9], 6), gaussianBottleneck([0.5], 6)];
    expect(both.rate).toBeCloseTo(parts[0].rate + parts[1].rate, 12);
    expect(gaussianBottleneck([0.5], 3.99).rate).toBe(0);
  });

  it('canonical correlations of a known pair', () => {
    expect(canonicalCorrelations({ xx: [[5]], yy: [[4]], xy: [[3]] })[0]).toBeCloseTo(3 / Math.sqrt(20), 12);
    const [first, second] = canonicalCorrelations({
      xx: [
        [1, 0.5],
        [0.5, 2],
      ],
      yy: [
        [1, 0],
        [0, 1],
      ],
      xy: [
        [0.9, 0],
        [0.45, 0],
      ],
    });
    expect(first).toBeCloseTo(0.9, 9);
    expect(second).toBeCloseTo(0, 6);
  });

  it(
    'beta_c of the doubly symmetric binary source is 1/(1-2p)^2; of a function of X it is 1; of nothing, ' + 'infinite',
    () => {
      for (const p of [0.05, 0.1, 0.3])
        expect(
          criticalBeta([
            [(1 - p) / 2, p / 2],
            [p / 2, (1 - p) / 2],
          ]),
        ).toBeCloseTo(1 / (1 - 2 * p) ** 2, 6);
      expect(
        criticalBeta([
          [0.25, 0],
          [0.25, 0],
          [0, 0.5],
        ]),
      ).toBeCloseTo(1, 9);
      expect(
        criticalBeta([
          [0.25, 0.25],
          [0.25, 0.25],
        ]),
      ).toBe(Infinity);
    },
  );
});

describe('autoregressive processes', () => {
  it('predictive information agrees with the determinants of the covariances', () => {
    const process = { coefficients: [0.5, -0.3, 0.2], noise: 2 };
    const stationary = stationaryProcess(process)!;
    const rho = autocorrelations(process, stationary, 3);
    const found = autoregressivePredictiveInformation(stationary, 5);
    expect(found[0]).toBeCloseTo(-0.5 * Math.log(1 - rho[1] ** 2), 12);
    const residual = (1 - 2 * rho[1] ** 2 - rho[2] ** 2 + 2 * rho[1] ** 2 * rho[2]) / (1 - rho[1] ** 2);
    expect(found[1]).toBeCloseTo(-0.5 * Math.log(residual), 12);
    expect(found[2]).toBeCloseTo(0.5 * Math.log(stationary.variance / 2), 12);
    expect(found[4]).toBe(found[2]);
  });
});
