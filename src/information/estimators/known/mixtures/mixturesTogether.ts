import { Breather } from '../../../numerics/breather';
import { type LikelihoodKernel, withLikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import { type ClassRatios, type LogRatios, membersOf } from '../logRatios';
import type { Gaussians, NoisyRows } from '../noisyRows';
import { MixtureSums } from './mixtureSums';
import { StateLines } from './stateLines';

/** Symbols of the samples, and of the inputs whose densities are summed; negative where an input has none. */
export interface Labelling {
  readonly state: number;
  readonly classes: ArrayLike<number>;
  readonly ofInputs: ArrayLike<number>;
}

/** What is asked of the densities of some states, by their places in the list. */
export interface MixtureQuestions {
  /** States of the same samples, at the same histories, or all of them without any. */
  readonly states: readonly NoisyRows[];
  readonly pairs: readonly (readonly [number, number])[];
  readonly labellings: readonly Labelling[];
}

export interface MixtureAnswers {
  /** ln p(h|x) - ln p(h) of every state. */
  readonly states: readonly LogRatios[];
  /** The same of every pair of states together. */
  readonly pairs: readonly LogRatios[];
  /** ln p(h|x) - ln p(h|y) of every labelling. */
  readonly classes: readonly ClassRatios[];
}

/** Bytes of the lines of one state, of which two stay in the cache of a core. */
const linesOfState = 1 << 18;
const mostLines = 64;

/**
 * Mixtures over the histories of the states, and over the other samples' inputs where there are none. The densities of
 * a state are made once for all that is asked of it: those of two states together are their products, as the noises
 * are independent given the input, and those of a class are some of them.
 * @throws CancelledError
 */
export async function mixturesTogether(questions: MixtureQuestions, signal?: AbortSignal): Promise<MixtureAnswers> {
  return withLikelihoodKernel(async (kernel) => {
    const sums = new SumsTogether(kernel, questions);
    await sums.run(new Breather(signal));
    return sums.answers();
  });
}

class SumsTogether {
  private readonly inputs: Gaussians;
  private readonly samples: number;
  private readonly blocks: number;
  private readonly atOnce: number;
  private readonly lines: readonly StateLines[];
  private readonly ofStates: readonly MixtureSums[];
  private readonly ofPairs: readonly MixtureSums[];
  private readonly ofClasses: readonly ClassSums[];
  private readonly logWeights: number;
  /** Where the largest exponents and the sums of each state's lines are. */
  private readonly tops: readonly number[];
  /** Powers that were taken for 0 are less than 1e-7 of sums above this. */
  private readonly leastSum: number;
  private readonly scratch: number;
  private readonly out: number;

  constructor(
    private readonly kernel: LikelihoodKernel,
    private readonly questions: MixtureQuestions,
  ) {
    const { states, pairs, labellings } = questions;
    this.samples = states[0].count;
    this.inputs = states[0].histories ?? states[0].own;
    this.blocks = Math.ceil(this.inputs.count / 8);
    const fitting = Math.min(mostLines, Math.floor(linesOfState / (64 * this.blocks)));
    this.atOnce = Math.max(2, fitting - (fitting % 2));
    this.lines = states.map((rows) => new StateLines(kernel, rows, this.atOnce));
    this.ofStates = this.lines.map(({ own }) => new MixtureSums(own));
    this.ofPairs = pairs.map(([a, b]) => new MixtureSums(added(this.lines[a].own, this.lines[b].own)));
    this.ofClasses = labellings.map((one) => new ClassSums(kernel, one, this.lines[one.state].own, this.samples));
    this.logWeights = kernel.allocate(this.blocks * 64);
    kernel
      .doubles(this.logWeights, this.blocks * 8)
      .fill(0)
      .set(this.inputs.logWeights ?? []);
    this.scratch = kernel.allocate(this.blocks * 64);
    this.out = kernel.allocate(this.atOnce * 16);
    this.tops = states.map(() => kernel.allocate(this.atOnce * 16));
    this.leastSum = this.inputs.count * Math.exp(-22);
  }

  async run(breather: Breather): Promise<void> {
    for (let from = 0; from < this.samples; from += this.atOnce) {
      const to = Math.min(this.samples, from + this.atOnce);
      for (const state of this.lines.keys()) {
        this.lines[state].fill(from, to);
        this.sumStates(state, from, to);
        if (breather.due()) await breather.rest();
      }
    }
  }

  /** All sums that the lines of this state complete, while they are in the cache. */
  private sumStates(state: number, from: number, to: number): void {
    const { kernel, lines, out, questions } = this;
    const { at, powers, shifts } = lines[state];
    kernel.sumLines(at, to - from, this.blocks * 64, powers, this.tops[state]);
    this.enter(this.ofStates[state], this.tops[state], [shifts], from, to);
    for (const [place, [a, b]] of questions.pairs.entries()) {
      if (Math.max(a, b) !== state) continue;
      this.sumPair(a, b, from, to);
      this.enter(this.ofPairs[place], out, [lines[a].shifts, lines[b].shifts], from, to);
    }
    for (const one of this.ofClasses) {
      if (one.state !== state) continue;
      this.sumClasses(one, from, to);
      this.enter(one.sums, out, [shifts], from, to);
    }
  }

  /**
   * The powers of two states together are products of theirs. Where the sum of these is so small that powers which were
   * taken for 0 could matter, it is made of the exponents instead; likewise where both contain the inputs' weights.
   */
  private sumPair(a: number, b: number, from: number, to: number): void {
    const { kernel, lines, tops, out, blocks } = this;
    const bytes = blocks * 64;
    const isWeighted = this.inputs.logWeights !== undefined;
    if (!isWeighted) kernel.sumProducts(lines[a].powers, lines[b].powers, to - from, bytes / 2, 16, out + 8);
    const [ofA, ofB, found] = [tops[a], tops[b], out].map((place) => kernel.doubles(place, 2 * (to - from)));
    for (let i = 0; i < to - from; i++) {
      if (!isWeighted && found[2 * i + 1] > this.leastSum) found[2 * i] = ofA[2 * i] + ofB[2 * i];
      else {
        const [first, second] = [lines[a].at, lines[b].at].map((place) => place + i * bytes);
        kernel.sumTogether(first, second, this.logWeights, bytes, this.scratch, out + 16 * i);
      }
    }
  }

  /** The same for the inputs of each sample's own class, some of all. */
  private sumClasses(one: ClassSums, from: number, to: number): void {
    const { kernel, blocks, out } = this;
    const { at, powers } = this.lines[one.state];
    const [top, found] = [this.tops[one.state], out].map((place) => kernel.doubles(place, 2 * (to - from)));
    for (let i = 0; i < to - from; i++) {
      const { place, count } = one.membersOf(from + i);
      const sum = kernel.sumPowers(powers + i * blocks * 32, place, count);
      if (sum > this.leastSum) {
        found[2 * i] = top[2 * i];
        found[2 * i + 1] = sum;
      } else kernel.sumPicked(at + i * blocks * 64, place, count, this.scratch, out + 16 * i);
    }
  }

  private enter(sums: MixtureSums, place: number, shifts: readonly Float64Array[], from: number, to: number): void {
    const found = this.kernel.doubles(place, 2 * (to - from));
    for (let i = from, at = 0; i < to; i++, at += 2) {
      let log = found[at];
      for (const shift of shifts) log += shift[i];
      sums.enter(i, log, found[at + 1]);
    }
  }

  answers(): MixtureAnswers {
    const { lines, inputs, samples, questions } = this;
    const isFresh = questions.states[0].histories !== undefined;
    const exact = isFresh && inputs.logWeights !== undefined;
    const histories = isFresh ? inputs.count : inputs.count - 1;
    const weight = weightOf(inputs.logWeights, undefined, histories);
    const ratios = (sums: MixtureSums, control: Float64Array): LogRatios => {
      const upper = Float64Array.from({ length: samples }, (_, i) => sums.withoutOwn(i, weight));
      const lower = exact ? upper : Float64Array.from({ length: samples }, (_, i) => sums.withOwn(i, histories));
      return { lower, upper, control, exact, histories };
    };
    return {
      states: this.ofStates.map((sums, state) => ratios(sums, lines[state].control)),
      pairs: this.ofPairs.map((sums, place) => {
        const [a, b] = questions.pairs[place];
        return ratios(sums, added(lines[a].control, lines[b].control));
      }),
      classes: this.ofClasses.map((one) => one.ratios(isFresh, exact, inputs.logWeights)),
    };
  }
}

/** The sums over the inputs of each sample's own class. */
class ClassSums {
  readonly state: number;
  readonly sums: MixtureSums;
  private readonly members: ReadonlyMap<number, Int32Array>;
  private readonly places = new Map<number, { readonly place: number; readonly count: number }>();

  constructor(
    kernel: LikelihoodKernel,
    private readonly labelling: Labelling,
    own: Float64Array,
    private readonly samples: number,
  ) {
    this.state = labelling.state;
    this.sums = new MixtureSums(own);
    this.members = membersOf(labelling.ofInputs);
    for (const [symbol, inputs] of this.members) {
      const place = kernel.allocate(inputs.length * 4);
      kernel.integers(place, inputs.length).set(inputs);
      this.places.set(symbol, { place, count: inputs.length });
    }
  }

  /** The inputs of a sample's class: where their places are, and how many. */
  membersOf(sample: number): { readonly place: number; readonly count: number } {
    return this.places.get(this.labelling.classes[sample]) ?? { place: 0, count: 0 };
  }

  ratios(isFresh: boolean, isExact: boolean, logWeights: Float64Array | undefined): ClassRatios {
    const { samples, sums, members } = this;
    const { classes } = this.labelling;
    const lower = new Float64Array(samples);
    const upper = new Float64Array(samples).fill(Infinity);
    const among = new Float64Array(samples);
    const symbols = new Set(Array.from(classes));
    let exact = isExact;
    let histories = 0;
    const weights = new Map<number, number>();
    for (const symbol of symbols) {
      const inputs = members.get(symbol);
      const count = (inputs?.length ?? 0) - (isFresh ? 0 : 1);
      // A class of one sample without further inputs tells nothing about its density.
      if (count > 0) weights.set(symbol, weightOf(logWeights, inputs, count));
      else exact = false;
      histories += Math.max(0, count);
    }
    for (let i = 0; i < samples; i++) {
      const weight = weights.get(classes[i]);
      if (weight === undefined) continue;
      among[i] = (members.get(classes[i])?.length ?? 0) - (isFresh ? 0 : 1);
      upper[i] = sums.withoutOwn(i, weight);
      lower[i] = isExact ? upper[i] : sums.withOwn(i, among[i]);
    }
    return {
      lower,
      upper,
      control: new Float64Array(samples),
      exact,
      histories,
      members: among,
      classes: new Set([...symbols, ...members.keys()]).size,
    };
  }
}

/** The total weight of some inputs, or of all. */
function weightOf(logWeights: Float64Array | undefined, some: Int32Array | undefined, count: number): number {
  if (!logWeights) return count;
  if (!some) return logWeights.reduce((sum, log) => sum + Math.exp(log), 0);
  return some.reduce((sum, input) => sum + Math.exp(logWeights[input]), 0);
}

const added = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value + b[i]);
