import type { Contributions } from './fromRatios';
import type { ClassRatios, LogRatios } from './logRatios';

/**
 * I(H;Y) = E[ln p(h|y) - ln p(h)] where Y - X - H, from ln p(h|x) - ln p(h) and ln p(h|x) - ln p(h|y). Both mixtures
 * are over the same M inputs S, whose classes are drawn as those of the samples are.
 *
 * Below: q(y|h), the share of class y in the mixture, was made without the sample, so that E ln q(y|h) / p(y) is at
 * most I(H;Y) (Barber and Agakov 2003). Shares of the classes in S stand for p(y), by Laplace's rule: E KL(p || shares)
 * is at most (K - 1) / (M + 1) for K classes (Mourtada and Gaiffas 2022), which is subtracted. A little of the shares
 * is mixed into q, so that no sample contributes less than ln 1/(M + 1).
 *
 * Above: with the sample's own input among those of S, every one of which is as likely to be it, q(y|h) is p(y|h,S),
 * and the mean is I(H;Y|S). I(H;Y) <= I(Y;S) + I(H;Y|S), where I(Y;S) is the mean divergence of the shares of M + 1
 * inputs from p(y): at most ln(1 + chi-squared), whose mean is at most ln(1 + (K - 1) / (M + 1)).
 */
export function aboutClasses(marginal: LogRatios, ofClass: ClassRatios): Contributions {
  const { members, classes } = ofClass;
  const { histories } = marginal;
  const exact = marginal.exact && ofClass.exact;
  const alone = marginal.upper.map((value, i) => value - ofClass.upper[i]);
  const lower = exact ? alone : alone.map((log, i) => withShares(log, members[i], histories, classes));
  const beyond = exact ? 0 : Math.log1p((classes - 1) / (histories + 1));
  const upper = exact ? alone : marginal.lower.map((value, i) => value - ofClass.lower[i] + beyond);
  return { lower, upper, alike: lower, control: marginal.control, exact };
}

/** @param log ln p(h|S,y) - ln p(h|S); not a number where S has no input of the class */
function withShares(log: number, members: number, all: number, classes: number): number {
  const ratio = members === 0 ? 0 : (Math.exp(log) * (members / (members + 1)) * (all + classes)) / all;
  const mixed = 1 / (all + 1);
  return Math.log((1 - mixed) * ratio + mixed) - (classes - 1) / (all + 1);
}
