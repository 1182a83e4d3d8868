import type { Estimate, Quantity } from './estimate';
import { lastStepByLag } from './lags';
import type { MemoryFit } from './memoryFit';
import { networkView } from './networks';
import type { AnalysisResult, NetworkResult } from './result';
import { wholeStateName } from '../config/layers/wholeState';
import { isByMainEstimator, isFurtherTarget, subjectOf } from './subject';

/**
 * Looks up a document's estimates by quantity and subject (see `subjectOf`; a layer's whole state is a subject under
 * the name of `wholeStateName`), for the page, the analysis, the editor and
 * the command line. It adds what a run appends, so that a redraw costs only what it shows. The estimates of the main
 * estimator on held-out sequences are kept apart from all others, which have methods of their own. Values that are not
 * finite are left out. Epochs default to the last one that has estimates.
 */
export class ResultIndex {
  /** Epochs that have main estimates, ascending. */
  readonly epochs: number[] = [];
  private document: AnalysisResult;
  private taken = 0;
  private readonly groups = new Map<string, Estimate[]>();
  private readonly epochsOfGroup = new Map<string, number[]>();
  private readonly otherGroups = new Map<string, Estimate[]>();
  private readonly subjects = new Set<string>();
  private readonly networks = new Map<string, ResultIndex>();

  constructor(result: AnalysisResult) {
    this.document = result;
    this.take();
  }

  get result(): AnalysisResult {
    return this.document;
  }

  /** 0 while there is no estimate. */
  get lastEpoch(): number {
    return this.epochs.at(-1) ?? 0;
  }

  /** Adds everything appended since the last call. */
  take(): void {
    const { estimates } = this.document;
    for (; this.taken < estimates.length; this.taken++) {
      const estimate = estimates[this.taken];
      if (!Number.isFinite(estimate.value)) continue;
      const layer = subjectOf(estimate);
      const subject = estimate.variable === 'state' ? wholeStateName(layer) : layer;
      const key = keyOf(estimate.quantity, subject);
      this.subjects.add(subject);
      if (isByMainEstimator(estimate)) this.put(key, estimate);
      else pushTo(this.otherGroups, key, estimate);
    }
  }

  /** Whether any estimate is of a subject. */
  has(subject: string): boolean {
    return this.subjects.has(subject);
  }

  /** All estimates of one quantity of one subject at an epoch, in order of arrival. */
  at(quantity: Quantity, subject: string, epoch: number): readonly Estimate[] {
    return this.groups.get(`${keyOf(quantity, subject)}/${epoch}`) ?? [];
  }

  /** Epochs that have one quantity of one subject, ascending. */
  epochsOf(quantity: Quantity, subject: string): readonly number[] {
    return this.epochsOfGroup.get(keyOf(quantity, subject)) ?? [];
  }

  /**
   * All estimates of one quantity of one subject at an epoch, in order of time, then lag. Memory is that of the last
   * step, even where `analysis.positions` requested every step.
   */
  of(quantity: Quantity, subject: string, epoch = this.lastEpoch): readonly Estimate[] {
    const group = this.at(quantity, subject, epoch);
    if (quantity === 'memory' || quantity === 'conditionalMemory' || quantity === 'lagRelevance')
      return lastStepByLag(group);
    return [...group].sort((a, b) => (a.time ?? 0) - (b.time ?? 0) || (a.lag ?? 0) - (b.lag ?? 0));
  }

  /** The estimate of the last time step at an epoch; the newest of repeated ones. */
  atEnd(quantity: Quantity, subject: string, epoch = this.lastEpoch): Estimate | undefined {
    return atLastTime(this.at(quantity, subject, epoch));
  }

  /** The last step's estimates over the epochs, ascending. */
  path(quantity: Quantity, subject: string): Estimate[] {
    return this.epochsOf(quantity, subject).flatMap((epoch) => this.atEnd(quantity, subject, epoch) ?? []);
  }

  /** A layer's information at the last step about a head's target: Y, or another target. */
  about(layer: string, target: string, epoch = this.lastEpoch): Estimate | undefined {
    if (target === 'Y') return this.atEnd('outputInformation', layer, epoch);
    return atLastTime(
      this.others('outputInformation', layer).filter(
        (estimate) => isFurtherTarget(estimate) && estimate.target === target && estimate.epoch === epoch,
      ),
    );
  }

  /** Estimates by the estimators of `analysis.alsoWith`, on held-out sequences, in order of arrival. */
  alsoWith(quantity: Quantity, subject: string): readonly Estimate[] {
    return this.others(quantity, subject).filter(({ beside, set }) => beside !== undefined && set === undefined);
  }

  /** Estimates by the main estimator, on the training sequences, in order of arrival. */
  onTraining(quantity: Quantity, subject: string): readonly Estimate[] {
    return this.others(quantity, subject).filter(({ beside, set }) => beside === undefined && set === 'training');
  }

  /** How far back a layer, or its whole state by the name of that, remembers, and which decay law fits. */
  fit(subject: string, epoch = this.lastEpoch): MemoryFit | undefined {
    return this.document.fits?.find(
      (fit) => (fit.variable === 'state' ? wholeStateName(fit.layer) : fit.layer) === subject && fit.epoch === epoch,
    );
  }

  /** The index of a further network, kept up to date as well. */
  ofNetwork(network: NetworkResult): ResultIndex {
    // Made anew each time, so that it has all that the document has by now.
    const view = networkView(this.document, network);
    const known = this.networks.get(network.name);
    if (!known) {
      const index = new ResultIndex(view);
      this.networks.set(network.name, index);
      return index;
    }
    known.document = view;
    known.take();
    return known;
  }

  private others(quantity: Quantity, subject: string): readonly Estimate[] {
    return this.otherGroups.get(keyOf(quantity, subject)) ?? [];
  }

  private put(key: string, estimate: Estimate): void {
    insertSorted(this.epochs, estimate.epoch);
    if (pushTo(this.groups, `${key}/${estimate.epoch}`, estimate) > 1) return;
    const epochs = this.epochsOfGroup.get(key);
    if (epochs) insertSorted(epochs, estimate.epoch);
    else this.epochsOfGroup.set(key, [estimate.epoch]);
  }
}

const keyOf = (quantity: Quantity, subject: string): string => `${quantity}/${subject}`;

/** An estimate without time counts as later than all others. */
function atLastTime(estimates: readonly Estimate[]): Estimate | undefined {
  let best: Estimate | undefined;
  for (const estimate of estimates) {
    if (!best || (estimate.time ?? Infinity) >= (best.time ?? Infinity)) best = estimate;
  }
  return best;
}

/** @returns the size of the group afterwards */
function pushTo(groups: Map<string, Estimate[]>, key: string, estimate: Estimate): number {
  const group = groups.get(key);
  if (group) return group.push(estimate);
  groups.set(key, [estimate]);
  return 1;
}

function insertSorted(numbers: number[], value: number): void {
  let end = numbers.length;
  while (end > 0 && numbers[end - 1] > value) end--;
  if (end > 0 && numbers[end - 1] === value) return;
  numbers.splice(end, 0, value);
}
