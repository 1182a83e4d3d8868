import type { PreparedVariable } from '../../job/preparedVariable';
import { Breather } from '../../numerics/breather';
import type { EstimatorOptions } from '../../types/estimate';
import type { Measurement } from '../../types/measurement';
import { reason } from '../../types/reasons';
import { amount, warning } from '../../types/warnings';
import { certainly } from './certainly';
import { examine } from './examined';
import type { RowsNature } from './rowsNature';
import { clearlyMore } from './verified';

/** With fewer samples, no fold is large enough to judge critics on. */
const samplesForCritics = 60;

/**
 * I(X;Y) in nats of two continuous variables with so many columns that no covariance can be trusted: a regularised
 * regression, or a mixture of normal densities in principal columns where held-out rows show that it reads more.
 * @throws CancelledError
 */
export async function measureOverloadedPair(
  x: PreparedVariable,
  y: PreparedVariable,
  regression: Measurement,
  options: EstimatorOptions,
  signal?: AbortSignal,
  nature?: RowsNature,
): Promise<Measurement> {
  const columns = x.variable.dimensions + y.variable.dimensions;
  const { samples } = x.variable;
  const overloaded = warning('tooManyColumns', columns, samples);
  const plain = { ...regression, warnings: [...regression.warnings, overloaded] };
  if (samples < samplesForCritics || options.effort !== 'thorough') return plain;
  const breather = new Breather(signal);
  await x.prepareGaussian('copula', breather);
  await y.prepareGaussian('copula', breather);
  const examined = await examine(x, y, options.seed, breather, nature);
  const best = clearlyMore(regression.nats, examined)
    .sort((a, b) => b.measured.nats - a.measured.nats)
    .at(0);
  if (best === undefined) return certainly(plain, examined);
  const { measured } = best;
  return certainly(
    {
      ...measured,
      high: Infinity,
      warnings: [...measured.warnings, overloaded],
      reason: [
        reason('covarianceOverloaded', columns, samples),
        reason('heldOutConfirms', amount(examined.low)),
        best.reason,
      ],
    },
    examined,
  );
}
