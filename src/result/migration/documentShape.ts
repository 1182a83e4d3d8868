import type { ComputedFrom } from '../computedFrom';
import { quantities } from '../estimate';
import { measuredQuantities } from '../measured';
import { reasonTexts } from '../reasonTexts';
import { studyRecords } from '../studies';
import { warningTexts } from '../warningTexts';
import { flag, list, number, object, oneOf, optional, type Shape, text, textOrNumber } from './shape';

const sentenceShape: Shape = object({
  message: text,
  args: list((value, at) => (typeof value === 'object' ? sentenceShape(value, at) : textOrNumber(value, at))),
});

/** A warning or a reason: its code, and the arguments of its sentence (words, figures, amounts, sentences). */
const amountOrSentence: Shape = (value, at) =>
  object({ nats: number })(value, at) === undefined ? undefined : sentenceShape(value, at);
const noteArgument: Shape = (value, at) =>
  typeof value === 'object' ? amountOrSentence(value, at) : textOrNumber(value, at);
const note = (texts: object): Shape => object({ code: oneOf(...Object.keys(texts)), args: list(noteArgument) });

const count = optional(number);
const computedFrom: Readonly<Record<ComputedFrom['kind'], Shape>> = {
  declaredNoise: object({ variance: number }),
  meanWithDeclaredNoise: object({ variance: number }),
  ownNoise: object({}),
  gates: object({ variance: number }),
  noiseInEveryStep: object({}),
  bins: object({ count }),
  integers: object({}),
  drawn: object({}),
  divergenceFromPrior: object({ prior: oneOf('standard', 'learned'), components: count }),
  divergenceFromMixture: object({}),
  knownInfoNCE: object({}),
  codeLength: object({}),
  headCrossEntropy: object({ head: text }),
  trainedCritic: object({ objective: oneOf('infoNCE', 'jensenShannon'), group: count }),
  text: object({ text }),
};
const kinds = new Map<unknown, Shape>(Object.entries(computedFrom));
const ofKind: Shape = (value, at) => {
  const kind: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'kind') : undefined;
  const shape = kinds.get(kind);
  return shape ? shape(value, at) : at;
};

/** The fields whose form differs between the versions: English text in 1, data in 2. */
interface Forms {
  readonly name: Shape;
  readonly of: Shape;
  readonly reason: Shape;
  readonly warning: Shape;
}

const forms: Readonly<Record<1 | 2, Forms>> = {
  1: { name: text, of: text, reason: text, warning: text },
  2: { name: sentenceShape, of: ofKind, reason: list(note(reasonTexts)), warning: note(warningTexts) },
};

const orNull =
  (shape: Shape): Shape =>
  (value, at) =>
    value === null ? undefined : shape(value, at);
const interval = { value: number, low: number, high: orNull(number) };
const unit = oneOf('bits', 'nats');

/** The lists of the studies, as far as each says that its readers rely on it. */
const listsOfStudies: Readonly<Record<string, Shape>> = Object.fromEntries(
  Object.entries(studyRecords).map(([name, { form }]) => [name, optional(list(object(shapesOf(form))))]),
);

function shapesOf(form: Readonly<Record<string, 'text' | 'number'>>): Record<string, Shape> {
  return Object.fromEntries(Object.entries(form).map(([field, kind]) => [field, kind === 'text' ? text : number]));
}

/** The form of a document, as far as its readers rely on it. */
function documentShape({ name, of, reason, warning }: Forms): Shape {
  const warnings = optional(list(warning));
  const subject = { quantity: oneOf(...quantities), source: text, target: text, time: optional(number), unit };
  const estimate = object({
    ...subject,
    variable: optional(oneOf('state')),
    ...interval,
    lag: optional(number),
    from: optional(oneOf('start')),
    ahead: optional(number),
    epoch: number,
    estimator: text,
    bound: text,
    assumes: optional(text),
    certified: optional(oneOf('both', 'low', 'high', 'none')),
    samples: number,
    of: optional(of),
    beside: optional(text),
    set: optional(text),
    reason: optional(reason),
    warnings,
  });
  const loss = object({
    quantity: text,
    from: text,
    to: text,
    before: number,
    after: number,
    lost: number,
    assumes: optional(text),
    certified: optional(oneOf('both', 'low', 'high', 'none')),
    warnings,
  });
  const network = {
    layers: list(object({ name: text, type: text, units: number, analysed: flag })),
    training: list(object({ epoch: number, loss: number, validationLoss: number })),
    estimates: list(estimate),
    exact: list(object({ ...subject, lag: optional(number), value: number, name })),
    losses: optional(list(loss)),
    attention: optional(list(object({ layer: text, epoch: number, steps: list(number) }))),
    coding: optional(list(object({ layer: text, epoch: number }))),
    bias: optional(list(object({ ...subject, samples: number, parts: number, value: number }))),
    measured: optional(
      list(
        object({
          ...{ measure: oneOf(...measuredQuantities), layer: text, epoch: number, time: number, unit: text },
          ...{ value: number, low: number, high: number, estimator: text, bound: text, samples: number },
          ...{ of: optional(of), warnings },
        }),
      ),
    ),
    findings: list(sentenceShape),
    fits: optional(list(object({ layer: text, epoch: number }))),
    predictions: optional(list(object({ head: text, target: text, epoch: number, accuracy: number, chance: number }))),
    warnings: list(warning),
  };
  const points = (point: Record<string, Shape>) => optional(list(object(point)));
  const code = { beta: number, rate: number, relevance: number };
  const distortion = { rate: number, distortion: number, name: optional(name) };
  return object({
    ...network,
    config: object({
      data: object({ task: text }),
      model: object({ layers: list(object({ type: text })) }),
      analysis: object({ unit }),
    }),
    environment: object({ backend: text, version: text, seed: number, recurrentKernel: text }),
    data: optional(object({ title: name, training: number, heldOut: number, length: number, features: number })),
    stages: list(object({ name: text, seconds: number })),
    curves: object({
      bottleneck: points(code),
      bottleneckLimit: points(code),
      overBeta: points(code),
      criticalBetas: points({ beta: number, name }),
      rateDistortion: points(distortion),
      rateDistortionLimit: points(distortion),
    }),
    states: optional(object({ key: text, epoch: number })),
    studies: optional(
      object({
        points: list(object({ study: text, method: text, size: number, repetition: number, loss: number })),
        ranks: list(object({ study: text, place: number, name: text, member: number, score: number })),
        ...listsOfStudies,
      }),
    ),
    advice: list(sentenceShape),
    networks: optional(list(object({ ...network, name: text }))),
  });
}

const version1 = documentShape(forms[1]);
const version2 = documentShape(forms[2]);

/** Where a document differs from the form of its version, as `estimates[3].of`; undefined where it does not. */
export const misfit = (document: object, version: 1 | 2): string | undefined =>
  (version === 1 ? version1 : version2)(document, '');
