import { isHighCertified, isLowCertified } from '../../../src/information/types/assumption';
import { networkView } from '../../../src/result/networks';
import type { AnalysisResult, Estimate, Quantity, Unit } from '../../../src/result/result';
import { Source } from './source';
import { Wiring } from './wiring';

/** Two numbers that differ by less are one number, bits. */
const rounding = 1e-6;

const nameOf = ({ quantity, source, target, time, lag, epoch, value, low, high, estimator, beside, set }: Estimate) =>
  `${quantity}(${source};${target})@${time ?? ''}${lag === undefined ? '' : ` lag ${lag}`} epoch ${epoch} ` +
  `${estimator}${beside ? ' beside' : ''}${set ?? ''} ${value.toFixed(4)} [${low.toFixed(4)}, ` +
  `${high === null ? '-' : high.toFixed(4)}]`;

/**
 * Every number of a document that a theorem excludes, in the model and in the networks beside it: written from the
 * theorems, not from the code that holds numbers to them.
 */
export function theoremFaults(result: AnalysisResult): string[] {
  const views = [result, ...(result.networks ?? []).map((network) => networkView(result, network))];
  return [...views.flatMap((view) => new Faults(view).all()), ...curveFaults(result), ...betweenNetworks(views)];
}

class Faults {
  private readonly found: string[] = [];
  private readonly source: Source;
  private readonly wiring: Wiring;
  private readonly unit: number;

  constructor(private readonly view: AnalysisResult) {
    this.source = new Source(view);
    this.wiring = new Wiring(view.config.model.layers);
    this.unit = bitsPer(view.config.analysis.unit);
  }

  all(): string[] {
    for (const estimate of this.view.estimates) {
      this.itself(estimate);
      this.caps(estimate);
      this.ofWarnings(estimate);
    }
    const main = this.view.estimates.filter(({ beside, set }) => beside === undefined && set === undefined);
    for (const estimate of main) {
      this.beside(estimate, main);
      if (estimate.quantity === 'inputInformation') this.sums(estimate, main);
    }
    for (const { code, args } of this.view.warnings)
      if (code === 'exceedsExact' || code === 'exceedsEstimate')
        this.found.push(`the document says of itself: ${code} ${JSON.stringify(args)}`);
    return this.found;
  }

  /** low <= value <= high, and none below 0. */
  private itself(estimate: Estimate): void {
    const { value, low, high } = estimate;
    const numbers = [low, value, ...(high === null ? [] : [high])];
    if (!numbers.every(Number.isFinite)) this.fault(estimate, 'is no number');
    if (numbers.some((number, i) => i > 0 && number < numbers[i - 1])) this.fault(estimate, 'is turned round');
    if (numbers.some((number) => number < 0)) this.fault(estimate, 'is below 0');
  }

  /** Entropies that no number about a variable exceeds. */
  private caps(estimate: Estimate): void {
    const { quantity, source, target, time = 0, lag, of } = estimate;
    const { wiring } = this;
    // A network may know its training sequences better than the law allows, but no symbol better than its alphabet.
    const data = estimate.set === 'training' ? this.source.ofAnyLaw : this.source;
    const reached = (layer: string, at: number): number | undefined => {
      const reach = wiring.has(layer) ? wiring.reach(layer) : 'all';
      return reach === 'one' ? data.perStep : data.block(reach === 'past' ? at : data.length);
    };
    const most = ((): [bits: number | undefined, why: string][] => {
      switch (quantity) {
        case 'entropy':
          return [[source === 'Y' ? data.target : data.perStep, 'log of the symbols']];
        case 'inputInformation':
          return [[reached(target, time), 'H(X) of what it sees']];
        case 'historyInformation':
          return wiring.has(target) && wiring.sharesOnlyInputInTime(target)
            ? [[reached(target, time - 1), 'H(X) of the steps before']]
            : [];
        case 'layerInformation':
          return wiring.has(source) && wiring.has(target) && wiring.shareOnlyInput(source, target)
            ? [source, target].map((layer) => [reached(layer, time), `H(X) of what ${layer} sees`])
            : [];
        case 'memory':
        case 'conditionalMemory':
          return [[data.perStep, 'H(X) of one step']];
        case 'lagRelevance':
          return [
            [data.perStep, 'H(X) of one step'],
            [data.target, 'H(Y)'],
          ];
        case 'outputInformation':
          if (target === 'X' || target === 'next') return [[data.perStep, 'H(X) of one step']];
          return target === 'Y' ? [[data.target, 'H(Y)']] : [];
        case 'predictiveInformation':
          return [[data.perStep === undefined ? undefined : data.perStep * (estimate.ahead ?? 1), 'H(X)']];
        default:
          return [];
      }
    })();
    for (const [bits, why] of most) this.cap(estimate, bits, why);
    const isDiscrete = !(of?.kind === 'headCrossEntropy' && of.differential === true);
    if (quantity === 'relevance' && isDiscrete && estimate.value > (data.target ?? Infinity) / this.unit + rounding)
      this.fault(estimate, 'above H(Y)');
    if ((quantity === 'memory' || quantity === 'conditionalMemory') && lag === undefined)
      this.fault(estimate, 'has no lag');
  }

  /** What other estimates of the same network, step and epoch exclude. */
  private beside(estimate: Estimate, all: readonly Estimate[]): void {
    const { quantity, source, target, time = 0, lag = 0, of } = estimate;
    const { wiring } = this;
    const get = (wanted: Quantity, from: string, to: string, at: number): Estimate[] =>
      all.filter(
        (other) =>
          other.quantity === wanted &&
          other.source === from &&
          other.target === to &&
          other.time === at &&
          other.epoch === estimate.epoch,
      );
    const whole = (layer: string, at = time): Estimate[] => get('inputInformation', 'X', layer, at);
    const capacity = (layer: string): Estimate[] =>
      get('stateCapacity', 'X', layer, time).filter((other) => other.of?.kind === of?.kind);
    const under = (others: readonly Estimate[], why: string): void => {
      for (const other of others) this.order(estimate, other, why);
    };
    const declared = of?.kind === 'declaredNoise';
    switch (quantity) {
      case 'inputInformation':
        if (of?.kind === 'drawn') return;
        under(capacity(target), 'I(X;H) <= capacity');
        under(get('rate', 'X', target, time), 'I(X;Z) <= rate');
        for (const below of wiring.allComesThrough(target))
          if (drawn(whole(below)[0])) {
            under(whole(below), 'I(X;B) <= I(X;A) where B is made of A');
            under(get('rate', 'X', below, time), 'I(X;B) <= rate of A');
          }
        return;
      case 'memory':
      case 'conditionalMemory':
        under(whole(target), 'I(X_{t-s};H) <= I(X;H)');
        if (declared && quantity === 'memory') under(capacity(target), 'I(X_{t-s};H) <= capacity');
        if (quantity === 'memory' && this.source.hasIndependentSteps)
          for (const other of get('conditionalMemory', 'X', target, time).filter((one) => (one.lag ?? 0) === lag)) {
            // The values of both are estimates, each by its own samples: ends are held against each other.
            this.order(estimate, { ...other, bound: 'lower' }, 'I(X_{t-s};H) <= I(X_{t-s};H|later), independent steps');
            if (isLowCertified(estimate) && other.value < estimate.low - rounding)
              this.fault(other, `below ${nameOf(estimate)}: independent steps`);
          }
        return;
      case 'outputInformation': {
        if (declared && target === 'Y') under(capacity(source), 'I(H;Y) <= capacity');
        if (target === 'Y')
          for (const relevance of get('relevance', source, 'Y', time))
            if (!(relevance.of?.kind === 'headCrossEntropy' && relevance.of.differential))
              this.order(relevance, estimate, 'decoder <= I(Z;Y)');
        under(get('entropy', 'Y', target, time), 'I(H;Y) <= H(Y)');
        if (!this.source.isComplete || !wiring.has(source)) return;
        under(whole(source), 'I(H;Y) <= I(X;H)');
        under(get('rate', 'X', source, time), 'I(Z;Y) <= rate');
        for (const below of wiring.allComesThrough(source))
          if (drawn(whole(below)[0]))
            under(get('outputInformation', below, target, time), 'I(B;Y) <= I(A;Y) where B is made of A');
        return;
      }
      case 'relevance':
        if (this.source.isComplete) under(whole(source), 'I(Z;Y) <= I(X;Z)');
        return;
      case 'predictiveInformation':
        if (wiring.has(source)) under(whole(source), 'I(H;future) <= I(X;H)');
        return;
      case 'historyInformation':
        if (declared) under(capacity(target), "I(H';H) <= capacity");
        if (!wiring.has(target) || !wiring.sharesOnlyInputInTime(target)) return;
        under(whole(target, time - 1), "I(H';H) <= I(X;H')");
        under(whole(target), "I(H';H) <= I(X;H)");
        return;
      case 'layerInformation': {
        if (declared) under([...capacity(source), ...capacity(target)], 'I(A;B) <= capacity');
        this.above(estimate, get('outputInformation', source, 'Y', time), get('outputInformation', target, 'Y', time));
        if (!wiring.has(source) || !wiring.has(target) || !wiring.shareOnlyInput(source, target)) return;
        under([...whole(source), ...whole(target)], 'I(A;B) <= I(X;A), I(X;B)');
        return;
      }
      default:
    }
  }

  /** The chain rule at a step: sums over lags. */
  private sums(whole: Estimate, all: readonly Estimate[]): void {
    if (whole.of?.kind === 'drawn') return;
    const of = (quantity: Quantity): Estimate[] =>
      all.filter(
        (other) =>
          other.quantity === quantity &&
          other.target === whole.target &&
          other.time === whole.time &&
          other.epoch === whole.epoch,
      );
    const sum = (list: readonly Estimate[], number: (estimate: Estimate) => number): number =>
      list.reduce((total, one) => total + number(one), 0);
    const low = (one: Estimate): number => (isLowCertified(one) ? one.low : 0);
    const memory = of('memory');
    if (this.source.hasIndependentSteps && sum(memory, low) > whole.value + rounding)
      this.fault(whole, `below the sum of its memory, ${sum(memory, low)}`);
    const conditional = of('conditionalMemory');
    if (conditional.length === 0) return;
    const terms = [sum(conditional, low), sum(conditional, ({ value }) => value), sum(conditional, highOf)];
    if (terms[0] > highOf(whole) + rounding || terms[2] < whole.low - rounding)
      this.fault(whole, `conditional memory adds up to [${terms.join(', ')}]`);
    // Lower bounds may miss any part of the whole.
    const areBelow = conditional.some(({ bound }) => bound === 'lower');
    if (terms[1] > highOf(whole) + rounding || (!areBelow && terms[1] < whole.low - rounding))
      this.fault(whole, `conditional memory adds up to ${terms[1]}`);
  }

  /** I(A;B) >= I(A;Y) + I(B;Y) - H(Y). */
  private above(estimate: Estimate, a: readonly Estimate[], b: readonly Estimate[]): void {
    const entropy = this.source.target;
    if (entropy === undefined || a.length === 0 || b.length === 0 || !this.source.isComplete) return;
    if (!isLowCertified(a[0]) || !isLowCertified(b[0])) return;
    const least = a[0].low + b[0].low - entropy / this.unit;
    if (estimate.value < least - rounding) this.fault(estimate, `below I(A;Y) + I(B;Y) - H(Y) = ${least}`);
  }

  private cap(estimate: Estimate, bits: number | undefined, why: string): void {
    if (bits === undefined) return;
    const most = bits / this.unit + rounding;
    if (estimate.value > most || estimate.low > most || highOf(estimate) > most)
      this.fault(estimate, `above ${most.toFixed(4)}: ${why}`);
  }

  /** Two numbers of which the first cannot be more than the second. */
  private order(less: Estimate, more: Estimate, why: string): void {
    if (less.bound === 'upper') return;
    const most = isHighCertified(more) ? highOf(more) : Infinity;
    const least = isLowCertified(less) && more.bound !== 'lower' ? less.low : -Infinity;
    if (less.value > most + rounding || least > more.value + rounding || less.low > highOf(more) + rounding)
      this.fault(less, `contradicts ${nameOf(more)}: ${why}`);
  }

  /** A warning that names the number that a value was held to names the value. */
  private ofWarnings(estimate: Estimate): void {
    for (const { code, args } of estimate.warnings ?? []) {
      const [limit] = args;
      if (!/^(?:above|below|history|layers|memory|target|states)[A-Z]|^chainRule$|^head[A-Z]/.test(code)) continue;
      // Of an estimator, not of a theorem.
      if (code === 'belowCopula') continue;
      if (typeof limit !== 'object' || !('nats' in limit)) continue;
      const shown = limit.nats / Math.LN2 / this.unit;
      if (Math.abs(shown - estimate.value) > 0.005 + rounding)
        this.fault(estimate, `says that it was held to ${shown.toFixed(4)} (${code})`);
    }
  }

  private fault(estimate: Estimate, what: string): void {
    this.found.push(`${nameOf(estimate)} ${what}`);
  }
}

const highOf = ({ high }: Estimate): number => high ?? Infinity;

const drawn = (estimate: Estimate | undefined): boolean =>
  estimate?.of?.kind === 'ownNoise' || estimate?.of?.kind === 'integers';

const bitsPer = (unit: Unit): number => (unit === 'bits' ? 1 : 1 / Math.LN2);

/** Points of the curves of codes: no rate and no relevance below 0, none outside its interval, I(Z;Y) <= I(X;Z). */
function curveFaults({ curves }: AnalysisResult): string[] {
  const inOrder = (...numbers: (number | undefined)[]): boolean => {
    const known = [0, ...numbers.filter((number) => number !== undefined)];
    return known.every((number, i) => i === 0 || number >= known[i - 1]);
  };
  return [
    ...(curves.bottleneck ?? []).filter(
      ({ rate, rateLow, rateHigh, rateLower, relevance, relevanceLow, relevanceHigh }) =>
        !inOrder(rateLow, rate, rateHigh) ||
        !inOrder(relevanceLow, relevance, relevanceHigh) ||
        !inOrder(rateLower) ||
        relevance > rate,
    ),
    ...(curves.rateDistortion ?? []).filter(
      ({ rate, rateLow, rateHigh, distortion, low, high }) =>
        !inOrder(rateLow, rate, rateHigh) || !inOrder(low, distortion, high),
    ),
  ].map((point) => `a point of a curve: ${JSON.stringify(point)}`);
}

/** What is said of the data is the same beside every network, as far as two decimals show. */
function betweenNetworks([model, ...others]: readonly AnalysisResult[]): string[] {
  const ofData = ({ estimates }: AnalysisResult): Estimate[] =>
    estimates.filter(({ quantity }) => quantity === 'entropy' || quantity === 'lagRelevance');
  const known = new Map(ofData(model).map((one) => [keyOf(one), one.value]));
  return others.flatMap((other) =>
    ofData(other)
      .filter((one) => Math.abs((known.get(keyOf(one)) ?? one.value) - one.value) > 0.005)
      .map((one) => `${nameOf(one)} is another number beside another network`),
  );
}

const keyOf = ({ quantity, source, target, time, lag, epoch }: Estimate): string =>
  [quantity, source, target, time, lag, epoch].join('|');
