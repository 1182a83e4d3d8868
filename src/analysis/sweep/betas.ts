import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { gaussianCodeOf } from '../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../config/schema/config';
import type { SweepConfig } from '../../config/schema/sweep';

/** The betas of a sweep, ascending, in logarithmic steps; ends are hit exactly. None of a sweep over other keys. */
export function sweepBetas({ beta }: Pick<SweepConfig, 'beta'>): number[] {
  if (!beta) return [];
  const { from, to, steps } = beta;
  const ratio = Math.log(to / from) / (steps - 1);
  return Array.from({ length: steps }, (_, i) => (i === 0 ? from : i === steps - 1 ? to : from * Math.exp(i * ratio)));
}

/** Parses `FROM:TO:STEPS` of the command line. @throws InputError for any other text */
export function parseSweep(text: string): SweepConfig {
  const parts = text.split(':').map(Number);
  const [from, to, steps] = parts;
  if (parts.length !== 3 || !(from > 0) || !(to > from) || !Number.isInteger(steps) || steps < 2 || steps > 200) {
    throw new InputError(
      sentence(
        '--beta {0} does not have the form FROM:TO:STEPS, for example 1:100:8. It needs 0 < FROM < TO and 2 to ' +
          '200 steps.',
        JSON.stringify(text),
      ),
    );
  }
  return { beta: { from, to, steps } };
}

/** At most this many betas share a chain of warm starts. */
const chainLength = 4;

/**
 * Chains of neighbouring betas, each run from its largest to its smallest with warm starts. The division depends on the
 * grid alone, not on the number of processes, so that the numbers are the same everywhere.
 */
export function sweepChains(betas: readonly number[], length = chainLength): number[][] {
  const count = Math.ceil(betas.length / length);
  return Array.from({ length: count }, (_, i) =>
    betas.slice(Math.floor((i * betas.length) / count), Math.floor(((i + 1) * betas.length) / count)).reverse(),
  );
}

/**
 * The length of a config's chains. With a mixture prior, clusters of codes that a larger beta has separated, each under
 * a Gaussian of its own, do not respond to a smaller beta any more: every point is then trained from scratch.
 */
export function chainLengthOf({ model }: Pick<AnalysisConfig, 'model'>): number {
  return model.layers.some((layer) => gaussianCodeOf(layer)?.prior === 'mixture') ? 1 : chainLength;
}
