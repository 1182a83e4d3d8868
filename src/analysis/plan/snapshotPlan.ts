import type { EstimationJob, EstimationPair } from '../../information/job/job';
import type { EstimatorOptions } from '../../information/types/estimate';
import type { PlannedEstimate } from './plannedEstimate';
import { bytesOf, made, type PlannedVariable, type StatesAtHand } from './side';
import type { TakeShared } from './sharedBuffers';

/** The values of one part's variables, in bytes, unless so many states are more. */
const mostBytes = 2 ** 24;
/** Neighbouring parts prepare the states that they share twice, so that a part has several. */
const fewestStates = 4;

/** The mutual informations to estimate from one snapshot, whose variables are made part by part. */
export class SnapshotPlan {
  /**
   * @param planned one for each pair, in the same order
   */
  constructor(
    readonly variables: readonly PlannedVariable[],
    readonly pairs: readonly EstimationPair[],
    readonly planned: readonly PlannedEstimate[],
    readonly options: EstimatorOptions,
  ) {}

  /** All pairs as one job. */
  get job(): EstimationJob {
    const { variables, pairs, options } = this;
    return { variables: variables.map((variable) => made(variable)), pairs, options };
  }

  /** The job of the pairs at some places of the plan; its variables are made now. */
  jobOf(places: readonly number[], at?: StatesAtHand, take?: TakeShared): EstimationJob {
    const sides = [...new Set(places.flatMap((place) => this.sides(place)))].sort((a, b) => a - b);
    const own = new Map(sides.map((side, i) => [side, i]));
    const pairs = places.map((place) => {
      const { x, y, options } = this.pairs[place];
      return { x: own.get(x) ?? 0, y: own.get(y) ?? 0, ...(options && { options }) };
    });
    const variables = sides.map((side) => made(this.variables[side], at, take));
    return { variables, pairs, options: this.options };
  }

  /**
   * Pairs in parts whose variables fit in memory: the first states first, so that neighbouring steps, which pairs
   * share, are mostly in one part. One part, in the order of the plan, where all fit together.
   */
  parts(places: readonly number[], least = mostBytes): number[][] {
    const largest = this.variables.reduce((most, variable) => Math.max(most, bytesOf(variable)), 0);
    const most = Math.max(least, fewestStates * largest);
    if (this.bytes(places) <= most) return places.length > 0 ? [[...places]] : [];
    const ordered = [...places].sort((a, b) => this.stepOf(a) - this.stepOf(b) || a - b);
    const parts: number[][] = [];
    let used = new Set<number>();
    let bytes = Infinity;
    for (const place of ordered) {
      const fresh = this.sides(place).filter((side) => !used.has(side));
      const more = fresh.reduce((sum, side) => sum + bytesOf(this.variables[side]), 0);
      if (bytes + more > most) {
        parts.push([]);
        used = new Set();
        bytes = this.bytes([place]);
      } else bytes += more;
      for (const side of this.sides(place)) used.add(side);
      parts[parts.length - 1].push(place);
    }
    return parts;
  }

  /** The states that pairs are made of; some more than once. */
  statesOf(places: readonly number[]): NonNullable<PlannedVariable['state']>[] {
    const sides = new Set(places.flatMap((place) => this.sides(place)));
    return [...sides].flatMap((side) => this.variables[side].state ?? []);
  }

  /** The last step of the states of a pair; 0 of a pair without states. */
  private stepOf(place: number): number {
    return Math.max(...this.sides(place).map((side) => this.variables[side].state?.time ?? 0));
  }

  private bytes(places: readonly number[]): number {
    const sides = new Set(places.flatMap((place) => this.sides(place)));
    return [...sides].reduce((sum, side) => sum + bytesOf(this.variables[side]), 0);
  }

  private sides(place: number): readonly number[] {
    const { x, y } = this.pairs[place];
    return [x, y];
  }
}
