import { sentence, type Sentence } from '../base/sentence';
import type { ComputedFrom } from './computedFrom';

/** The variables that an estimate is computed from, as a noun phrase that fits after "computed from". */
export function ofWords(of: ComputedFrom): Sentence {
  switch (of.kind) {
    case 'declaredNoise':
      return sentence('state + N(0, {0})', String(of.variance));
    case 'meanWithDeclaredNoise':
      return sentence('mean of the state + N(0, {0})', String(of.variance));
    case 'ownNoise':
      return sentence('state with its own noise');
    case 'gates':
      return sentence('gates + N(0, {0})', String(of.variance));
    case 'noiseInEveryStep':
      return sentence('the weights, with noise of the same variance in every unit at every step');
    case 'bins':
      if (of.count === undefined) return sentence('state in bins');
      return of.equalWidth
        ? sentence('state in {0} bins of equal width per unit', of.count)
        : sentence('state in {0} bins per unit', of.count);
    case 'integers':
      return of.functionOfInput
        ? sentence('integer codes, a function of the input, for which I(X;Z) = H(Z)')
        : sentence('integer codes');
    case 'drawn':
      return sentence('sampled state (an upper bound that also counts information about the previous state)');
    case 'divergenceFromPrior':
      if (of.read)
        return sentence(
          'KL of all steps that it reads to {0} (an upper bound on everything that the layer passes on)',
          priorWords(of),
        );
      return of.step
        ? sentence(
            'KL of one step to {0} (an upper bound that also counts information about the previous state; the sum ' +
              'over all steps bounds I(X;H) of the whole sequence)',
            priorWords(of),
          )
        : sentence('KL to {0}', priorWords(of));
    case 'divergenceFromMixture':
      return sentence('KL to the mixture of the other codes');
    case 'knownInfoNCE':
      return sentence('InfoNCE with the known p(z|x)');
    case 'codeLength':
      return sentence('code length under the learned density, an upper bound on H(Z)');
    case 'headCrossEntropy':
      return of.differential
        ? sentence('h(Y) minus the cross-entropy of {0}', of.head)
        : sentence('H(Y) minus the cross-entropy of {0}', of.head);
    case 'trainedCritic':
      return of.objective === 'infoNCE'
        ? sentence('the critic trained with the network, capped at the logarithm of {0}', of.group)
        : sentence(
            'the critic trained with the network: twice a Jensen-Shannon divergence, no bound on the information',
          );
    case 'text':
      return sentence('{0}', of.text);
  }
}

function priorWords(of: Extract<ComputedFrom, { kind: 'divergenceFromPrior' }>): Sentence {
  if (of.prior === 'standard') return sentence('the standard normal prior');
  return of.components === 1
    ? sentence('the learned normal prior')
    : sentence('the learned prior of {0} Gaussians', of.components);
}
