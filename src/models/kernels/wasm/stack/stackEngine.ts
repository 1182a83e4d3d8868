import type { Batch } from '../../../training/batches';
import type { GradientEngine } from '../../../training/gradientEngine';
import { score, type HeadLoss, type Tally } from '../../../training/objective';
import type { Parameters } from '../../../network/parameters';
import type { Stack } from '../../stack';
import type { Machine } from '../cellRun';
import { StackRun } from './stackRun';

/** Rows per evaluation pass, few enough for their states to stay in the caches. */
const evaluatedRows = 256;
const mostNumbers = 2 ** 22;

/** Training steps of a stack in the kernels' memory, from the batch to the gradient, without tensors. */
export class StackEngine implements GradientEngine {
  /** One run per batch shape: training has at most two shapes, evaluation another two. */
  private readonly runs = new Map<string, StackRun>();
  private outputGradient = new Float32Array(0);

  constructor(
    private readonly machine: Machine,
    private readonly stack: Stack,
    private readonly loss: HeadLoss,
  ) {}

  differentiate(batch: Batch, parameters: Parameters, gradient: Float32Array, tally: Tally): void {
    const run = this.runOf(batch, true, parameters);
    const outputs = run.forward(parameters.values, batch.inputs);
    if (this.outputGradient.length === outputs.length) this.outputGradient.fill(0);
    else this.outputGradient = new Float32Array(outputs.length);
    score(this.loss, outputs, batch.targets[0], tally.heads[0], this.outputGradient);
    gradient.set(run.backward(this.outputGradient));
  }

  evaluation(): (batch: Batch, parameters: Parameters, tally: Tally) => void {
    return (batch, parameters, tally) => {
      const outputs = this.runOf(batch, false, parameters).forward(parameters.values, batch.inputs);
      score(this.loss, outputs, batch.targets[0], tally.heads[0]);
    };
  }

  threads(size: number, steps: number, parameters: Parameters): number {
    return this.runOf({ size, steps }, true, parameters).threads;
  }

  chunk(steps: number): number {
    const widest = Math.max(...this.stack.layers.map(({ units }) => 4 * units));
    return Math.max(1, Math.min(evaluatedRows, Math.floor(mostNumbers / (steps * widest))));
  }

  release(): void {
    for (const run of this.runs.values()) run.release();
    this.runs.clear();
  }

  private runOf({ size, steps }: Pick<Batch, 'size' | 'steps'>, training: boolean, { values }: Parameters): StackRun {
    const key = `${size} ${steps} ${training}`;
    let run = this.runs.get(key);
    if (!run) {
      run = new StackRun(this.machine, this.stack, values.length, { rows: size, steps, training });
      this.runs.set(key, run);
    }
    return run;
  }
}
