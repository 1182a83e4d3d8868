import type { SequenceSet, Sequences } from '../../../data/dataset';
import type { EveryBeginning } from '../../../data/everyBeginning';
import type { LayerActivations } from '../../../models/activations';
import { densitiesAt } from '../../plan/histories';
import type { NetworkRuns } from '../histories/networkRuns';

/** Densities of a state after every beginning: means [beginnings, units], variances in that layout or of length 1. */
export interface BegunState {
  readonly units: number;
  readonly means: Float32Array;
  readonly variances: Float32Array;
}

/** The states of layers at the steps of beginnings. */
export class BegunStates {
  private readonly states = new Map<string, BegunState>();

  private constructor() {}

  /**
   * Runs the network on every beginning, some at once, and keeps the states of the wanted layers at their own steps.
   * @param atOnce sequences that memory holds at once
   * @param variance of the noise declared on states without their own
   */
  static async of(
    { set, alphabet, steps }: EveryBeginning,
    layers: ReadonlySet<string>,
    atOnce: number,
    variance: number,
    runs: Pick<NetworkRuns, 'states'>,
  ): Promise<BegunStates> {
    const found = new BegunStates();
    const total = set.inputs.samples;
    for (let start = 0; start < total; start += atOnce) {
      const end = Math.min(total, start + atOnce);
      for (const layer of await runs.states(part(set, start, end)))
        if (layers.has(layer.layer))
          for (let time = 1; time <= steps; time++) found.take(layer, time, start, alphabet ** time, variance);
    }
    return found;
  }

  at(layer: string, time: number): BegunState | undefined {
    return this.states.get(`${layer}@${time}`);
  }

  /** The part of `count` beginnings of `time` symbols that lies in a run from number `start` on. */
  private take(layer: LayerActivations, time: number, start: number, count: number, variance: number): void {
    if (start >= count) return;
    const { units, conditional } = layer;
    const { means, variances } = densitiesAt(layer, time);
    if (!means) return;
    const key = `${layer.layer}@${time}`;
    const constant = conditional ? conditional.variances.length === 1 : true;
    const state = this.states.get(key) ?? {
      units,
      means: new Float32Array(count * units),
      variances: constant ? Float32Array.of(conditional?.variances[0] ?? variance) : new Float32Array(count * units),
    };
    this.states.set(key, state);
    const room = (count - start) * units;
    state.means.set(Float32Array.from(means).subarray(0, room), start * units);
    if (!constant && variances) state.variances.set(Float32Array.from(variances).subarray(0, room), start * units);
  }
}

/** Sequences `start` to `end` of a set of symbols, without targets. */
function part({ inputs }: SequenceSet, start: number, end: number): SequenceSet {
  const { values, symbols, length, features, ...rest } = inputs;
  const cut: Sequences = {
    ...rest,
    length,
    features,
    samples: end - start,
    values: values.subarray(start * length * features, end * length * features),
    ...(symbols && { symbols: symbols.subarray(start * length, end * length) }),
  };
  return { inputs: cut };
}
