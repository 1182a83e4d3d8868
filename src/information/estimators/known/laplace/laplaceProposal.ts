import type { Random } from '../../../../base/random';
import { logGamma } from '../../../numerics/special';
import type { Stretch } from './stretch';

/** Draws come from the normal distribution at the peak, from a Student one there, or from the prior. */
const shares = { normal: 0.75, student: 0.2, prior: 0.05 };
const degrees = 5;

/**
 * A proposal for u given h: Laplace's normal distribution at the peak; a fifth of it has heavier tails, and a twentieth
 * is the prior, so that no weight of an importance sampler is above 20 times its likelihood. Directions that h does not
 * depend on keep their prior.
 */
export class LaplaceProposal {
  private readonly logStudent: number;

  constructor(private readonly peak: Stretch) {
    const { latents } = peak;
    this.logStudent = logGamma((degrees + latents) / 2) - logGamma(degrees / 2) - (latents / 2) * Math.log(degrees / 2);
  }

  draw(random: Random, out: Float64Array, from: number): void {
    const { latents } = this.peak;
    const which = random.uniform();
    for (let d = 0; d < latents; d++) out[from + d] = random.normal();
    if (which < shares.prior) return;
    let stretch = 1;
    if (which < shares.prior + shares.student) {
      let squares = 0;
      for (let k = 0; k < degrees; k++) squares += random.normal() ** 2;
      stretch = Math.sqrt(degrees / squares);
    }
    this.peak.place(out, from, stretch);
  }

  /** ln q(u) - ln N(u; 0, I) at the point at `from`; nats. */
  logRatio(points: Float64Array, from: number): number {
    const { latents, logPrecision } = this.peak;
    const y = points.slice(from, from + latents);
    let norm = 0;
    for (const value of y) norm += value ** 2;
    this.peak.unplace(y, 0);
    let distance = 0;
    for (const value of y) distance += value ** 2;
    const scale = (norm + logPrecision) / 2;
    const normal = Math.log(shares.normal) + scale - distance / 2;
    const student =
      Math.log(shares.student) + scale + this.logStudent - ((degrees + latents) / 2) * Math.log1p(distance / degrees);
    const prior = Math.log(shares.prior);
    const top = Math.max(normal, student, prior);
    return top + Math.log(Math.exp(normal - top) + Math.exp(student - top) + Math.exp(prior - top));
  }
}
