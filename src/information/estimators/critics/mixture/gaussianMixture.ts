import { sentence } from '../../../../base/sentence';
import { Random } from '../../../../base/random';
import { InputError } from '../../../../base/userError';
import { Breather } from '../../../numerics/breather';
import { z95 } from '../../../numerics/special';
import { amount, warning } from '../../../types/warnings';
import type { Measure } from '../../measure';
import { requireContinuous } from '../../requireContinuous';
import { judge, type Judged } from '../judge';
import { leadingPoints } from '../leadingPoints';
import { mixtureCritics } from './mixtureCritics';

const fewest = 60;
const mostRows = 3000;
/** A warning is given where a critic reads this share less on other rows than on those it was fitted to. */
const wide = 0.2;

/**
 * I(X;Y) in nats by mixtures of normal densities: of both sides together, or of each side with a table of which parts
 * occur together, whichever has the larger bound (Donsker and Varadhan 1983) on samples that it was not fitted to. The
 * value is the mean of the bounds on fitted and on held-out samples. With many columns the leading principal columns of
 * each side are used, which hold at most what all columns hold.
 * @throws InputError where a variable is discrete or samples are too few @throws CancelledError
 */
export const gaussianMixture: Measure<'gaussianMixture'> = async (x, y, { seed }, _, signal) => {
  requireContinuous('gaussianMixture', x.variable, y.variable);
  const { samples } = x.variable;
  if (samples < fewest)
    throw new InputError(
      sentence('{0} needs at least {1} samples, and there are {2}.', 'gaussianMixture', fewest, samples),
    );
  const breather = new Breather(signal);
  const random = new Random(seed).fork('gaussianMixture');
  const points = leadingPoints(x, y, mostRows);
  const order = random.fork('order').permutation(points.narrow.samples);
  const { judged, low } = await judge(mixtureCritics(points, random), order, random.fork('known rows'), breather);
  const best = judged.reduce((most, critic) => (critic.heldOut > most.heldOut ? critic : most));
  return { ...valueOf(best), low: Math.min(low, Math.max(0, best.nats)), bound: 'none' };
};

/** The value between fitted and held-out samples, its model's upper limit, and a warning where they part. */
export function valueOf({ nats, fitted, heldOut, standardError }: Judged): {
  nats: number;
  high: number;
  warnings: ReturnType<typeof warning>[];
} {
  const value = Math.max(0, nats);
  const gap = Math.max(0, fitted - heldOut);
  return {
    nats: value,
    high: value + z95 * standardError + gap / 2,
    warnings:
      gap > Math.max(0.05, wide * value) ? [warning('fittedAboveHeldOut', amount(fitted), amount(heldOut))] : [],
  };
}
