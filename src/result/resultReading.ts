import { isFurtherTarget, isMain } from './subject';
import { atLastStep } from './memory';
import type { AnalysisResult, Estimate, MemoryFit, Quantity } from './result';
import { phasesOf, type Phases } from './phases';

/**
 * Looks estimates up in a result document: those of the main estimator on held-out sequences, unless said otherwise.
 * Built once over all of them.
 */
export class ResultReading {
  private readonly groups = new Map<string, Estimate[]>();
  private readonly others: Estimate[] = [];
  readonly lastEpoch: number;
  /** Epochs with estimates, ascending. */
  readonly epochs: readonly number[];

  constructor(readonly result: AnalysisResult) {
    let last = 0;
    const epochs = new Set<number>();
    for (const estimate of result.estimates) {
      if (!isMain(estimate)) {
        this.others.push(estimate);
        continue;
      }
      last = Math.max(last, estimate.epoch);
      epochs.add(estimate.epoch);
      const key = groupKey(estimate.quantity, layerOf(estimate), estimate.epoch);
      const group = this.groups.get(key);
      if (group) group.push(estimate);
      else this.groups.set(key, [estimate]);
    }
    this.lastEpoch = last;
    this.epochs = [...epochs].sort((a, b) => a - b);
  }

  /**
   * The estimates of one quantity of one layer at one epoch (default: the last), in order of time, then lag. Memory is
   * that of the last step, even where `analysis.positions` asked for it at every step (`positions`).
   */
  of(quantity: Quantity, layer: string, epoch = this.lastEpoch): readonly Estimate[] {
    const group = this.groups.get(groupKey(quantity, layer, epoch)) ?? [];
    if (quantity === 'memory') return atLastStep(group);
    return [...group].sort((a, b) => (a.time ?? 0) - (b.time ?? 0) || (a.lag ?? 0) - (b.lag ?? 0));
  }

  /** How far back a layer remembers, and by which law it forgets, at the last epoch. */
  fit(layer: string): MemoryFit | undefined {
    return this.result.fits?.find((fit) => fit.layer === layer && fit.epoch === this.lastEpoch);
  }

  /**
   * I(X_p;H_t) of the input of one step over the steps that follow it, from p on: the first one's where every position
   * was asked for, else undefined.
   */
  followed(layer: string): Estimate[] | undefined {
    const group = this.groups.get(groupKey('memory', layer, this.lastEpoch)) ?? [];
    const first = group
      .filter(({ time, lag }) => time !== undefined && lag !== undefined && time - lag === 1)
      .sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
    return first.length > 1 ? first : undefined;
  }

  /** The one at the last step. */
  atEnd(quantity: Quantity, layer: string, epoch = this.lastEpoch): Estimate | undefined {
    return this.of(quantity, layer, epoch).at(-1);
  }

  /** What a layer holds at the last step and epoch of what a head tells: of Y, or of another target. */
  about(layer: string, target: string): Estimate | undefined {
    if (target === 'Y') return this.atEnd('outputInformation', layer);
    return this.others
      .filter(
        (estimate) =>
          isFurtherTarget(estimate) &&
          estimate.target === target &&
          estimate.source === layer &&
          estimate.epoch === this.lastEpoch,
      )
      .reduce<Estimate | undefined>(
        (last, estimate) => (last && (last.time ?? 0) > (estimate.time ?? 0) ? last : estimate),
        undefined,
      );
  }

  /** The last step's estimates over the epochs, ascending. */
  path(quantity: Quantity, layer: string): Estimate[] {
    return this.epochs.map((epoch) => this.atEnd(quantity, layer, epoch)).filter((estimate) => estimate !== undefined);
  }

  /** The phases of a layer by each estimator beside the main one that knows its input. */
  alsoWithPhases(layer: string): Phases[] {
    const own = this.others
      .filter((estimate) => estimate.beside !== undefined && estimate.set === undefined && layerOf(estimate) === layer)
      .toSorted((a, b) => a.epoch - b.epoch);
    const of = (quantity: Quantity, asked: Estimate['beside']): Estimate[] =>
      own.filter((estimate) => estimate.quantity === quantity && estimate.beside === asked);
    const names = new Set(own.map(({ beside }) => beside));
    return [...names]
      .map((asked) => phasesOf(of('inputInformation', asked), of('outputInformation', asked)))
      .filter((phases) => phases !== undefined);
  }

  /** On the training sequences, the last step's estimates over the epochs, ascending. */
  trainingPath(quantity: Quantity, layer: string): Estimate[] {
    return this.others
      .filter(
        (estimate) =>
          estimate.set === 'training' &&
          estimate.beside === undefined &&
          estimate.quantity === quantity &&
          layerOf(estimate) === layer,
      )
      .toSorted((a, b) => a.epoch - b.epoch);
  }

  /**
   * An exact value by name of quantity and variables, in the result's unit; that of the latest step where there are
   * several. Differential entropies are left out: they are no number of bits that a state could hold.
   */
  exact(quantity: Quantity, source: string, target: string): number | undefined {
    const lines = this.result.exact.filter(
      (line) => !line.differential && line.quantity === quantity && line.source === source && line.target === target,
    );
    return lines.reduce<{ time: number; value: number } | undefined>(
      (best, line) => (best && best.time > (line.time ?? 0) ? best : { time: line.time ?? 0, value: line.value }),
      undefined,
    )?.value;
  }

  /** An exact value at a step; one that has no step serves for all. */
  exactAt(quantity: Quantity, source: string, target: string, time: number | undefined): number | undefined {
    const lines = this.result.exact.filter(
      (line) =>
        !line.differential &&
        line.quantity === quantity &&
        line.source === source &&
        line.target === target &&
        line.lag === undefined,
    );
    return (lines.find((line) => line.time === time) ?? lines.find((line) => line.time === undefined))?.value;
  }

  /**
   * What can be known about the target at the end: all that the input tells of it where that is exact, else its
   * entropy.
   */
  get ceiling(): number | undefined {
    return this.exact('outputInformation', 'X', 'Y') ?? this.entropy('Y');
  }

  /** Whether `ceiling` is no more than H(Y): then nobody says how much of it can be known. */
  get ceilingIsEntropy(): boolean {
    return this.exact('outputInformation', 'X', 'Y') === undefined;
  }

  /** H(X) or H(Y) of a step: exact where the task states it, else estimated. */
  entropy(of: 'X' | 'Y'): number | undefined {
    return this.exact('entropy', of, of) ?? this.atEnd('entropy', of)?.value;
  }
}

/** The layer that an estimate is listed under: the state that it is of. */
function layerOf({ quantity, source, target }: Estimate): string {
  return quantity === 'outputInformation' ||
    quantity === 'predictiveInformation' ||
    quantity === 'layerInformation' ||
    quantity === 'entropy'
    ? source
    : target;
}

const groupKey = (quantity: Quantity, layer: string, epoch: number): string => `${quantity}|${layer}|${epoch}`;
