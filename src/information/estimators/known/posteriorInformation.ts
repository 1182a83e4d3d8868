import type { Breather } from '../../numerics/breather';
import { withLikelihoodKernel } from '../../numerics/kernels/likelihoodKernel';
import type { Contributions } from './fromRatios';
import { membersOf } from './logRatios';
import { type Gaussians, type NoisyRows, takeGaussians, takeNoisyRows } from './noisyRows';
import { RunningMixture } from './runningMixture';

/** Numbers of the states whose sums are held at once. */
const numbersAtOnce = 2 ** 19;

/** Contributions to an information that are known exactly. */
export const ofDivergences = (divergences: Float64Array): Contributions => ({
  lower: divergences,
  upper: divergences,
  alike: divergences,
  control: new Float64Array(divergences.length),
  exact: true,
});

/**
 * The contribution of every state to I(H;Y) = E sum_y p(y|h) ln(p(y|h)/p(y)) in nats, where Y - X - H and every input
 * is there with its probability, so that the posterior is known exactly (Cover and Thomas 2006, equation 2.36, as a
 * mean divergence). A state's own symbol is averaged out: of small informations far fewer states are needed than by
 * E ln p(h|y)/p(h).
 * @param inputs the densities of all inputs, with the logs of their probabilities
 * @param symbols the symbol of every input
 * @throws CancelledError
 */
export async function posteriorDivergences(
  rows: NoisyRows,
  inputs: Gaussians & { readonly logWeights: Float64Array },
  symbols: ArrayLike<number>,
  breather: Breather,
): Promise<Float64Array> {
  const classes = [...membersOf(symbols).values()]
    .map((members) => ({
      densities: takeGaussians(inputs, rows.dimensions, members),
      probability: members.reduce((sum, input) => sum + Math.exp(inputs.logWeights[input]), 0),
    }))
    .filter(({ probability }) => probability > 0);
  const divergences = new Float64Array(rows.count);
  const atOnce = Math.max(2, 2 * Math.floor(numbersAtOnce / rows.dimensions / 2));
  for (let start = 0; start < rows.count; start += atOnce) {
    const some = Int32Array.from({ length: Math.min(atOnce, rows.count - start) }, (_, i) => start + i);
    await withLikelihoodKernel(async (kernel) => {
      const part = takeNoisyRows(rows, some, undefined);
      // ln p(h|x) - ln p(h|y) of every symbol y in turn.
      const ratios: Float64Array[] = [];
      for (const { densities } of classes) {
        const mixture = new RunningMixture(part, kernel);
        await mixture.add(densities, breather);
        ratios.push(mixture.upper());
      }
      for (let i = 0; i < some.length; i++)
        divergences[start + i] = divergence(classes.map(({ probability }, y) => [probability, -ratios[y][i]]));
    });
  }
  return divergences;
}

/** The divergence of a posterior from its prior, by the prior and the log likelihood of every symbol. */
function divergence(symbols: readonly (readonly [prior: number, logLikelihood: number])[]): number {
  const top = Math.max(...symbols.map(([, log]) => log));
  const weights = symbols.map(([prior, log]) => prior * Math.exp(log - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return symbols.reduce((sum, [, log], y) => {
    const posterior = weights[y] / total;
    return posterior > 0 ? sum + posterior * (log - top - Math.log(total)) : sum;
  }, 0);
}
