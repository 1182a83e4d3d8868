import { sentence } from '../../../base/sentence';
import { Random } from '../../../base/random';
import { InputError } from '../../../base/userError';
import { Breather } from '../../numerics/breather';
import { z95 } from '../../numerics/special';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import type { Variable } from '../../types/variable';
import { warning } from '../../types/warnings';
import { infiniteUnlessHeavy } from '../infiniteInformation';
import type { Measure } from '../measure';
import { requireContinuous } from '../requireContinuous';
import { doubted, fewDominate } from './dominance';
import { fitGaussian, isDetermined, logRatios, type PairedRows } from './heldOutGaussian';

/** With fewer samples, half of them are too few to fit a Gaussian. */
const fewestSamples = 8;

/**
 * I(X;Y) in nats by a held-out Gaussian conditional: on one half of the samples q(y|x) = N(A x + b, S) and q(y) = N(m,
 * C) are fitted, on the other half ln q(y|x) / q(y) is averaged, then the halves are swapped. The 95 % interval is that
 * of the mean over all samples.
 *
 * In expectation the value is I(X;Y) - KL(p(y|x) || q(y|x)) + KL(p(y) || q(y)) (Barber and Agakov 2003, with a fitted
 * marginal). It is a lower bound where q(y) is the true marginal, for instance where Y is Gaussian, up to the error of
 * fitting the marginal. Where Y is not Gaussian the last term may be the larger one, and the value lies above I(X;Y):
 * so the bound is 'none'. For jointly Gaussian variables it falls short by about d_x d_y / N, the price of fitting the
 * map on half of the samples.
 *
 * With heavy tails, q(y) fits p(y) badly and a few samples carry the mean, so the value may be far too high. Then there
 * is a warning, the value is limited to the log of the number of samples, and the interval starts at 0.
 *
 * The value does not change under invertible linear maps of x or of y, nor when x and y change places, as long as there
 * are five samples a column in each half; below that correlations are shrunk, with a warning.
 * @throws InputError where a variable is discrete or samples are too few
 * @throws UserError where one determines a linear combination of the other, so that the information is infinite
 * @throws CancelledError
 */
export const gaussianConditional: Measure<'gaussianConditional'> = async (x, y, { seed }, _, signal) => {
  requireContinuous('gaussianConditional', x.variable, y.variable);
  const { samples } = x.variable;
  if (samples < fewestSamples)
    throw new InputError(
      sentence('gaussianConditional needs at least {0} samples, and there are {1}.', fewestSamples, samples),
    );
  const breather = new Breather(signal);
  const order = new Random(seed).fork('gaussianConditional').permutation(samples);
  const half = samples >> 1;
  const halves = [order.subarray(0, half), order.subarray(half)].map((rows) =>
    pairedRows(x.variable, y.variable, rows),
  );
  const ratios = new Float64Array(samples);
  let shrunk = 0;
  for (const [train, test, at] of [
    [halves[0], halves[1], half],
    [halves[1], halves[0], 0],
  ] as const) {
    const fit = await fitGaussian(train, breather);
    if (isDetermined(fit, train.columnsX)) throw infiniteUnlessHeavy('gaussianConditional', x, y);
    ratios.set(await logRatios(fit, test, breather), at);
    shrunk = Math.max(shrunk, fit.shrunk);
  }
  const { mean, variance } = meanAndVariance(ratios);
  const spread = z95 * Math.sqrt(variance / samples);
  const columns = x.variable.dimensions + y.variable.dimensions;
  const measured: Measurement = {
    nats: Math.max(0, mean),
    low: Math.max(0, mean - spread),
    high: Math.max(0, mean + spread),
    bound: 'none',
    warnings: shrunk > 0 ? [warning('conditionalLoad', columns, half)] : [],
  };
  return mean > 0 && (x.hasHeavyTails || y.hasHeavyTails || fewDominate(ratios))
    ? doubted(measured, samples)
    : measured;
};

function pairedRows(x: Variable, y: Variable, rows: Int32Array): PairedRows {
  const size = x.dimensions + y.dimensions;
  const values = new Float64Array(rows.length * size);
  rows.forEach((row, i) => {
    values.set(x.values.subarray(row * x.dimensions, (row + 1) * x.dimensions), i * size);
    values.set(y.values.subarray(row * y.dimensions, (row + 1) * y.dimensions), i * size + x.dimensions);
  });
  return { values, samples: rows.length, columnsX: x.dimensions, columnsY: y.dimensions };
}
