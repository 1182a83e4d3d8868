import type { AnalysisResult, Estimate, NetworkResult, Quantity } from '../../src/result/result';

/**
 * A run's estimates by what they are of, kept up as the run appends, so that a redraw costs what it shows. Those of the
 * main estimator on held-out sequences stand apart from all others, which are asked for by name.
 */
export class ResultIndex {
  /** Epochs that have estimates, ascending. */
  readonly epochs: number[] = [];
  private taken = 0;
  private readonly groups = new Map<string, Estimate[]>();
  private readonly otherGroups = new Map<string, Estimate[]>();
  private readonly epochsOfGroup = new Map<string, number[]>();
  private readonly networks = new Map<string, ResultIndex>();

  constructor(readonly result: AnalysisResult) {
    this.take();
  }

  /** Reads what was appended since the last call. */
  take(): void {
    const { estimates } = this.result;
    for (; this.taken < estimates.length; this.taken++) {
      const estimate = estimates[this.taken];
      if (!Number.isFinite(estimate.value)) continue;
      const subject = this.subjectOf(estimate);
      if (estimate.beside !== undefined || estimate.set !== undefined || isFurtherTarget(estimate)) {
        this.putOther(`${estimate.quantity}/${subject}`, estimate);
        continue;
      }
      insertSorted(this.epochs, estimate.epoch);
      this.put(`${estimate.quantity}/${subject}`, estimate);
    }
  }

  /** All of one quantity about one subject at an epoch, in the order in which they came. */
  at(quantity: Quantity, subject: string, epoch: number): readonly Estimate[] {
    return this.groups.get(`${quantity}/${subject}/${epoch}`) ?? [];
  }

  epochsOf(quantity: Quantity, subject: string): readonly number[] {
    return this.epochsOfGroup.get(`${quantity}/${subject}`) ?? [];
  }

  /** The estimate of the last time step at an epoch; the newest where one was repeated. */
  last(quantity: Quantity, subject: string, epoch: number): Estimate | undefined {
    let best: Estimate | undefined;
    for (const estimate of this.at(quantity, subject, epoch)) {
      if (!best || (estimate.time ?? Infinity) >= (best.time ?? Infinity)) best = estimate;
    }
    return best;
  }

  /** By the estimators beside the main one, in the order in which they came. */
  beside(quantity: Quantity, subject: string): readonly Estimate[] {
    return this.others(quantity, subject).filter(({ beside, set }) => beside !== undefined && set === undefined);
  }

  /** By the main estimator, on the training sequences, in the order in which they came. */
  onTraining(quantity: Quantity, subject: string): readonly Estimate[] {
    return this.others(quantity, subject).filter(({ beside, set }) => beside === undefined && set === 'training');
  }

  /** The same of a network beside the model, kept up as well. */
  ofNetwork(network: NetworkResult): ResultIndex {
    const known = this.networks.get(network.name);
    known?.take();
    if (known) return known;
    const { networks, ...rest } = this.result;
    const index = new ResultIndex({ ...rest, estimates: network.estimates });
    this.networks.set(network.name, index);
    return index;
  }

  /** What a layer holds at an epoch of another head's target than Y, at the last step that has one. */
  aboutTarget(layer: string, target: string, epoch: number): Estimate | undefined {
    return this.others('outputInformation', layer)
      .filter((estimate) => isFurtherTarget(estimate) && estimate.target === target && estimate.epoch === epoch)
      .reduce<Estimate | undefined>(
        (last, estimate) => (last && (last.time ?? 0) > (estimate.time ?? 0) ? last : estimate),
        undefined,
      );
  }

  /** The layer that an estimate is drawn under: of I(X;H) and I(H;Y) it is H, of I(H^a;H^b) the pair. */
  subjectOf(estimate: Estimate): string {
    if (estimate.quantity === 'layerInformation') return 'pairs';
    const { source, target } = estimate;
    if (estimate.quantity === 'outputInformation' || estimate.quantity === 'relevance') return source;
    if (estimate.quantity === 'entropy') return source;
    return target === 'X' || target === 'Y' ? source : target;
  }

  private others(quantity: Quantity, subject: string): readonly Estimate[] {
    return this.otherGroups.get(`${quantity}/${subject}`) ?? [];
  }

  private putOther(key: string, estimate: Estimate): void {
    const group = this.otherGroups.get(key);
    if (group) group.push(estimate);
    else this.otherGroups.set(key, [estimate]);
  }

  private put(key: string, estimate: Estimate): void {
    const place = `${key}/${estimate.epoch}`;
    const group = this.groups.get(place);
    if (group) {
      group.push(estimate);
      return;
    }
    this.groups.set(place, [estimate]);
    const epochs = this.epochsOfGroup.get(key);
    if (epochs) insertSorted(epochs, estimate.epoch);
    else this.epochsOfGroup.set(key, [estimate.epoch]);
  }
}

/** As the analysis's own, which the page does not import. */
function isFurtherTarget({ quantity, target }: Estimate): boolean {
  return quantity === 'outputInformation' && target !== 'Y';
}

function insertSorted(numbers: number[], value: number): void {
  let end = numbers.length;
  while (end > 0 && numbers[end - 1] > value) end--;
  if (end > 0 && numbers[end - 1] === value) return;
  numbers.splice(end, 0, value);
}
