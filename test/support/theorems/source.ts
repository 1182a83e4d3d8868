import type { AnalysisResult } from '../../../src/result/result';

const binary = (p: number): number => (p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p));

/** What the data can hold, in bits; undefined where nothing bounds it. */
export class Source {
  readonly length: number;

  constructor(
    private readonly result: AnalysisResult,
    private readonly knowsLaw = true,
  ) {
    this.length = result.data?.length ?? 0;
  }

  /** The same of sequences whose law is not the task's. */
  get ofAnyLaw(): Source {
    return new Source(this.result, false);
  }

  /** ln of the number of symbols of one step. */
  get perStep(): number | undefined {
    const { data, config } = this.result;
    if (data?.alphabet === undefined) return undefined;
    // A file may have gaps, which count as one more symbol.
    return Math.log2(data.alphabet + (config.data.task === 'file' ? 1 : 0));
  }

  /** H(X_{1:t}), or a number that it cannot exceed. */
  block(time: number): number | undefined {
    const { data } = this.result.config;
    const each = this.perStep;
    if (!this.knowsLaw) return each === undefined ? undefined : time * each;
    switch (data.task) {
      case 'parity':
        return time;
      case 'delayedCopy':
        return time * Math.log2(data.symbols);
      case 'markov':
        return data.hidden
          ? time * Math.log2(data.symbols)
          : Math.log2(data.symbols) + (time - 1) * (binary(data.flip) + data.flip * Math.log2(data.symbols - 1));
      default:
        return each === undefined ? undefined : time * each;
    }
  }

  /** H(Y), or the log of the number of classes. */
  get target(): number | undefined {
    const classes = this.result.data?.target?.classes;
    return classes === undefined ? undefined : Math.log2(classes);
  }

  get hasIndependentSteps(): boolean {
    return ['parity', 'delayedCopy', 'gaussianNoise'].includes(this.result.config.data.task);
  }

  /** Every sequence has a target at every step that is analysed, and the network's input has all that it is made of. */
  get isComplete(): boolean {
    return ['parity', 'delayedCopy', 'markov', 'automaton', 'gaussianProcess', 'adding'].includes(
      this.result.config.data.task,
    );
  }
}
