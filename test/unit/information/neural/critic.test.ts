import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { CriticKernel } from '../../../../src/information/numerics/kernels/criticKernel';
import type { Critic } from '../../../../src/information/estimators/neural/critic';
import { JointCritic } from '../../../../src/information/estimators/neural/jointCritic';
import { scoreGradient, type CriticEstimator } from '../../../../src/information/estimators/neural/objectives';
import { PairScorer } from '../../../../src/information/estimators/neural/pairScorer';
import { SeparableCritic } from '../../../../src/information/estimators/neural/separableCritic';

const batch = 7;
const rows = Int32Array.from({ length: batch }, (_, i) => i);

/** A critic of odd sizes with a batch put in. */
function prepared(Kind: typeof SeparableCritic | typeof JointCritic) {
  const kernel = new CriticKernel();
  const random = new Random(5);
  const critic: Critic = new Kind(kernel, 3, 2, [9, 13], batch, random);
  const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  const scorer = new PairScorer(
    kernel,
    critic,
    { values: normals(batch * 3), width: 3 },
    { values: normals(batch * 2), width: 2 },
    batch,
  );
  const scores = () => {
    scorer.forward(rows);
    return Array.from({ length: batch }, (_, i) =>
      Array.from({ length: batch }, (_, j) => kernel.at(critic.scores, i, j)),
    );
  };
  return { kernel, critic, scorer, scores };
}

const offDiagonal = (scores: number[][]) => scores.flatMap((row, i) => row.filter((_, j) => j !== i));
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const softplus = (value: number) => Math.log1p(Math.exp(value));

/** The losses by their definitions, in float64. */
const losses: Record<Exclude<CriticEstimator, 'mine'>, (scores: number[][]) => number> = {
  infoNCE: (scores) =>
    -mean(scores.map((row, i) => row[i] - Math.log(row.reduce((sum, score) => sum + Math.exp(score), 0)))),
  dv: (scores) => -mean(scores.map((row, i) => row[i])) + Math.log(mean(offDiagonal(scores).map(Math.exp))),
  nwj: (scores) =>
    -mean(scores.map((row, i) => row[i])) + mean(offDiagonal(scores).map((score) => Math.exp(score - 1))),
  js: (scores) => mean(scores.map((row, i) => softplus(-row[i]))) + mean(offDiagonal(scores).map(softplus)),
  smile: (scores) => losses.js(scores),
};

describe.each([
  ['separable', SeparableCritic],
  ['joint', JointCritic],
] as const)('the %s critic', (_, Kind) => {
  it.each(Object.keys(losses) as (keyof typeof losses)[])('goes down the gradient of the %s loss', (estimator) => {
    const { kernel, critic, scores } = prepared(Kind);
    const before = critic.save().map((part) => part.slice());
    const loss = () => losses[estimator](scores());
    scores();
    scoreGradient(estimator, kernel, critic)(batch);
    critic.backward(batch);
    // Adam's first step is the learning rate against the sign of every gradient that is not zero.
    critic.step(1);
    const signs = critic.save().map((part, p) => part.map((value, i) => before[p][i] - value));
    // Central differences along one parameter at a time. Float32 leaves about 1e-4, and a ReLU that turns within the
    // step more.
    for (const [p, part] of before.entries()) {
      for (let i = 0; i < part.length; i += 5) {
        const at = (shift: number) => {
          critic.restore(
            before.map((values, q) => (q === p ? values.map((value, j) => value + (j === i ? shift : 0)) : values)),
          );
          return loss();
        };
        const slope = (at(0.004) - at(-0.004)) / 0.008;
        if (Math.abs(slope) > 0.02) expect(Math.sign(signs[p][i])).toBe(Math.sign(slope));
      }
    }
  });

  it('scores a pair alike in any tile', () => {
    const { scorer, scores } = prepared(Kind);
    const whole = scores();
    for (const tile of scorer.tiles(Int32Array.of(6, 2, 4))) {
      expect(tile.score(0, 1)).toBeCloseTo(whole[6][2], 5);
      expect(tile.score(2, 0)).toBeCloseTo(whole[4][6], 5);
    }
  });
});

describe('the gradient by the scores', () => {
  it.each(Object.keys(losses) as (keyof typeof losses)[])('is that of the %s loss', (estimator) => {
    const { kernel, critic, scores } = prepared(SeparableCritic);
    const start = scores();
    scoreGradient(estimator, kernel, critic)(batch);
    for (const [i, j] of [
      [0, 0],
      [3, 3],
      [2, 5],
      [6, 1],
    ]) {
      const moved = (shift: number) =>
        losses[estimator](start.map((row, r) => row.map((score, c) => score + (r === i && c === j ? shift : 0))));
      // Float64 differences against the kernel's float32: relative error about 1e-6.
      expect(kernel.at(critic.scoreGradient, i, j)).toBeCloseTo((moved(1e-4) - moved(-1e-4)) / 2e-4, 5);
    }
  });
});
