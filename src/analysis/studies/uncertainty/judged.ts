import type { Targets } from '../../../data/dataset';
import { likeliest } from '../predicted';
import { type Answer, calibrationError, confidenceBins, logOfSum, temperatureOf } from '../calibration';
import type { Doubt } from './doubt';
import type { DoubtAtStep, MostDoubt, UncertaintyOutcome } from './outcome';
import type { Answered } from './reading';
import { areaUnderCurve, rejections } from './rejection';

/** Answers with the most doubt that are named. */
const mostNamed = 10;
/** Smaller probabilities count as this one. */
const leastProbability = 1e-12;

/**
 * All figures of the doubt of one network, nats.
 * @param targets of the held-out sequences @param answers those that are there
 * @param earlier the doubt about a target at the end, after a part of the steps
 */
export function judged(
  doubt: Doubt,
  targets: Targets,
  { places, steps }: Answered,
  earlier: readonly DoubtAtStep[],
): UncertaintyOutcome['uncertainty'] {
  const {
    mean: { classes, probabilities },
  } = doubt;
  const truth = places.map((place) => targets.symbols?.[place] ?? -1);
  const told = places.map((place) => likeliest(probabilities, place * classes, classes));
  const right = Array.from(told, (symbol, i) => symbol === truth[i]);
  const at = (values: Float64Array): Float64Array => Float64Array.from(places, (place) => values[place]);
  const totals = at(doubt.total);
  const answers = Array.from(places, (place, i): Answer => ({
    confidence: probabilities[place * classes + told[i]],
    right: right[i],
  }));
  const loss =
    -Array.from(places, (place, i) =>
      Math.log(Math.max(leastProbability, probabilities[place * classes + truth[i]])),
    ).reduce((sum, log) => sum + log, 0) / places.length;
  const area = areaUnderCurve(totals, right);
  return {
    accuracy: right.filter(Boolean).length / right.length,
    loss,
    parts: [...earlier, ...partsOf(doubt, places, steps)],
    bins: confidenceBins(answers),
    calibrationError: calibrationError(answers),
    ...cooled(doubt, places, truth, told, targets.length),
    ...(area !== undefined && { area }),
    rejections: rejections(totals, right),
    most: mostOf(doubt, places, steps, truth, told, targets.length),
  };
}

/** The mean doubt at every step that has targets. */
function partsOf({ total, data, model }: Doubt, places: Int32Array, steps: Int32Array): DoubtAtStep[] {
  return [...new Set(steps)]
    .sort((a, b) => a - b)
    .map((time) => {
      const own = places.filter((_, i) => steps[i] === time);
      const mean = (of: Float64Array): number => own.reduce((sum, place) => sum + of[place], 0) / own.length;
      return { time, total: mean(total), data: mean(data), model: mean(model) };
    });
}

/**
 * The temperature that suits the sequences of even number, and the calibration error of the others before and after:
 * what set a temperature must not judge it.
 */
function cooled(
  { mean: { classes, probabilities } }: Doubt,
  places: Int32Array,
  truth: Int32Array,
  told: Int32Array,
  length: number,
): { temperature: number; errorBefore: number; errorAfter: number } {
  const logs = Float64Array.from({ length: places.length * classes }, (_, i) =>
    Math.log(Math.max(leastProbability, probabilities[places[Math.floor(i / classes)] * classes + (i % classes)])),
  );
  const isEven = (i: number): boolean => Math.floor(places[i] / length) % 2 === 0;
  const all = Array.from(places.keys());
  const [fits, judges] = [all.filter(isEven), all.filter((i) => !isEven(i))];
  const own = Float64Array.from(fits.flatMap((i) => [...logs.subarray(i * classes, (i + 1) * classes)]));
  const temperature = temperatureOf(
    own,
    Int32Array.from(fits, (i) => truth[i]),
    classes,
  );
  const answersAt = (inverse: number): Answer[] =>
    judges.map((i) => ({
      confidence: Math.exp(inverse * logs[i * classes + told[i]] - logOfSum(logs, i * classes, classes, inverse)),
      right: told[i] === truth[i],
    }));
  return {
    temperature,
    errorBefore: calibrationError(answersAt(1)),
    errorAfter: calibrationError(answersAt(1 / temperature)),
  };
}

function mostOf(
  { total, data, model, mean: { classes, probabilities } }: Doubt,
  places: Int32Array,
  steps: Int32Array,
  truth: Int32Array,
  told: Int32Array,
  length: number,
): MostDoubt[] {
  return Array.from(places.keys())
    .sort((a, b) => total[places[b]] - total[places[a]] || a - b)
    .slice(0, mostNamed)
    .map((i) => {
      const place = places[i];
      return {
        sequence: Math.floor(place / length),
        time: steps[i],
        ...{ total: total[place], data: data[place], model: model[place] },
        target: truth[i],
        predicted: told[i],
        confidence: probabilities[place * classes + told[i]],
      };
    });
}
