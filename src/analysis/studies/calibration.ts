/** An answer: how sure the network was of it, and whether it was right. */
export interface Answer {
  readonly confidence: number;
  readonly right: boolean;
}

/** Answers of about the same confidence. */
export interface ConfidenceBin {
  /** Their mean confidence. */
  readonly confidence: number;
  readonly accuracy: number;
  readonly count: number;
}

/** Bins of equal width, as in Guo et al. 2017. */
const bins = 10;

/** The bins that have answers, the least confidence first. */
export function confidenceBins(answers: readonly Answer[]): ConfidenceBin[] {
  return Array.from({ length: bins }, (_, i) => {
    const own = answers.filter(({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)) === i);
    const count = own.length;
    return {
      count,
      confidence: own.reduce((sum, { confidence }) => sum + confidence, 0) / count,
      accuracy: own.filter(({ right }) => right).length / count,
    };
  }).filter(({ count }) => count > 0);
}

/** The expected calibration error: the mean distance of accuracy from confidence (Guo et al. 2017, equation 3). */
export function calibrationError(answers: readonly Answer[]): number {
  const found = confidenceBins(answers);
  return found.reduce(
    (sum, { confidence, accuracy, count }) => sum + (count / answers.length) * Math.abs(accuracy - confidence),
    0,
  );
}

/**
 * The temperature that makes the targets likeliest (Guo et al. 2017, section 4.2): probabilities are raised to 1/T and
 * normalised, which divides logits by T. By golden sections of ln T, in which the loss has one minimum (it is convex in
 * 1/T).
 * @param logs ln p of each answer [answers, classes]
 * @param targets the right class of each answer
 */
export function temperatureOf(logs: Float64Array, targets: Int32Array, classes: number): number {
  const shrink = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.05), Math.log(20)];
  const loss = (log: number): number => lossAt(logs, targets, classes, Math.exp(-log));
  let [left, right] = [high - shrink * (high - low), low + shrink * (high - low)];
  let [atLeft, atRight] = [loss(left), loss(right)];
  while (high - low > 1e-3) {
    if (atLeft < atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - shrink * (high - low);
      atLeft = loss(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + shrink * (high - low);
      atRight = loss(right);
    }
  }
  return Math.exp((low + high) / 2);
}

/** The sum of -ln p(target) with logits multiplied by `inverse`, nats. */
function lossAt(logs: Float64Array, targets: Int32Array, classes: number, inverse: number): number {
  let loss = 0;
  targets.forEach((target, i) => {
    const from = i * classes;
    loss += logOfSum(logs, from, classes, inverse) - inverse * logs[from + target];
  });
  return loss;
}

/** ln of the sum of exp(inverse * log) over the classes from a place on. */
export function logOfSum(logs: Float64Array, from: number, classes: number, inverse: number): number {
  let largest = -Infinity;
  for (let k = 0; k < classes; k++) largest = Math.max(largest, inverse * logs[from + k]);
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += Math.exp(inverse * logs[from + k] - largest);
  return largest + Math.log(sum);
}
