import type { Interval } from '../../src/result/interval';
import type { Estimate } from '../../src/result/result';
import { intervalOf } from '../model/estimateMarks';
import { inUnit, type Scene } from '../model/scene';
import { toldAmount } from '../model/told';

/** What a layer's state at one step holds of the single input of another. */
export interface Held {
  readonly value: number;
  readonly interval: Interval;
  /** The amount in words, with "at least" where it is a bound. */
  readonly told: string;
}

/** The document's numbers of memory of one layer, by the steps of the state and of the input, counted from 0. */
export class KeptSymbols {
  private readonly byState = new Map<number, Map<number, Held>>();
  readonly top: number;

  constructor(scene: Scene, layer: string, epoch: number) {
    const estimates = scene.index.at('memory', layer, epoch).filter(({ from }) => from === undefined);
    for (const estimate of estimates) this.add(scene, estimate);
    this.top = Math.max(0, ...estimates.map((estimate) => inUnit(scene, estimate).value));
  }

  /** The step next to `step` whose state was compared with single inputs; undefined where none was. */
  nearest(step: number): number | undefined {
    let best: number | undefined;
    for (const known of this.byState.keys())
      if (best === undefined || Math.abs(known - step) < Math.abs(best - step)) best = known;
    return best;
  }

  /** What the state of a step holds, by the steps of the inputs. */
  ofState(step: number): ReadonlyMap<number, Held> {
    return this.byState.get(step) ?? new Map<number, Held>();
  }

  /** What holds the input of a step, by the steps of the states. */
  ofInput(step: number): ReadonlyMap<number, Held> {
    return new Map(
      [...this.byState].flatMap(([state, inputs]) => {
        const held = inputs.get(step);
        return held ? [[state, held] as const] : [];
      }),
    );
  }

  private add(scene: Scene, estimate: Estimate): void {
    const state = (estimate.time ?? 0) - 1;
    const input = state - (estimate.lag ?? 0);
    const inputs = this.byState.get(state) ?? new Map<number, Held>();
    const numbers = inUnit(scene, estimate);
    const interval = intervalOf(estimate, numbers);
    inputs.set(input, { value: numbers.value, interval, told: toldAmount(scene, estimate) });
    this.byState.set(state, inputs);
  }
}
