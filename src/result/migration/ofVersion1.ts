import type { ComputedFrom } from '../computedFrom';

/** The English of `of` in documents of schema version 1, and the value that each form stands for. */
const forms: readonly (readonly [RegExp, (part: string) => ComputedFrom])[] = [
  [/^state \+ N\(0, (\S+)\)$/, (variance) => ({ kind: 'declaredNoise', variance: Number(variance) })],
  [
    /^mean of the state \+ N\(0, (\S+)\)$/,
    (variance) => ({ kind: 'meanWithDeclaredNoise', variance: Number(variance) }),
  ],
  [/^state with its own noise$/, () => ({ kind: 'ownNoise' })],
  [/^state in bins$/, () => ({ kind: 'bins' })],
  [/^state in (\d+) bins a unit$/, (count) => ({ kind: 'bins', count: Number(count) })],
  [/^state in (\d+) bins of one width a unit$/, (count) => ({ kind: 'bins', count: Number(count), equalWidth: true })],
  [/^codes that are integers$/, () => ({ kind: 'integers' })],
  [/^codes that are integers: /, () => ({ kind: 'integers', functionOfInput: true })],
  [/^state as it is drawn, /, () => ({ kind: 'drawn' })],
  [/^KL to the standard normal prior$/, () => ({ kind: 'divergenceFromPrior', prior: 'standard' })],
  [/^KL to the learned normal prior$/, () => ({ kind: 'divergenceFromPrior', prior: 'learned', components: 1 })],
  [
    /^KL to the learned prior of (\d+) Gaussians$/,
    (components) => ({ kind: 'divergenceFromPrior', prior: 'learned', components: Number(components) }),
  ],
  [
    /^KL of one step to the standard normal prior: /,
    () => ({ kind: 'divergenceFromPrior', step: true, prior: 'standard' }),
  ],
  [/^KL to the mixture of the other codes$/, () => ({ kind: 'divergenceFromMixture' })],
  [/^InfoNCE with the known p\(z\|x\)$/, () => ({ kind: 'knownInfoNCE' })],
  [/^code length by the learned density/, () => ({ kind: 'codeLength' })],
  [/^H\(Y\) less the cross-entropy of (.+)$/, (head) => ({ kind: 'headCrossEntropy', head })],
  [/^h\(Y\) less the cross-entropy of (.+)$/, (head) => ({ kind: 'headCrossEntropy', head, differential: true })],
  [
    /^the critic that was trained with the network, .* logarithm of (\d+)$/,
    (group) => ({ kind: 'trainedCritic', objective: 'infoNCE', group: Number(group) }),
  ],
  [
    /^the critic that was trained with the network: twice/,
    () => ({ kind: 'trainedCritic', objective: 'jensenShannon' }),
  ],
];

/** Reads what a version 1 document says an estimate is computed from; the text itself where no form fits. */
export function ofVersion1(text: string): ComputedFrom {
  for (const [form, read] of forms) {
    const match = form.exec(text);
    if (match) return read(match.at(1) ?? '');
  }
  return { kind: 'text', text };
}
