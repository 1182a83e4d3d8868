import type { Stack } from '../../stack';
import type { Block } from '../arena';
import { worthThreads, type Machine } from '../cellRun';
import { framesAt, timesOf, type Frames, type Rows } from '../frames';
import { Program } from '../program';
import { outerScratchBytes, Scratch } from '../scratch';
import { CellStage } from './cellStage';
import { DenseStage } from './denseStage';
import type { SharedPlaces, Stage } from './stage';

export interface StackSizes {
  readonly rows: number;
  readonly steps: number;
  /** Whether the run has a backward pass. */
  readonly training: boolean;
}

interface Written {
  readonly block: Block;
  readonly bytes: number;
}

/**
 * A stack laid out in the kernels' memory for batches of one shape. All memory is allocated once, and the programs are
 * written once, one forward and one backward.
 */
export class StackRun {
  private readonly scratch: Scratch;
  private readonly together: boolean;
  private readonly inputs: Block;
  private readonly parameters: Block;
  private readonly outputs: Block;
  private readonly gradients: Block;
  private readonly forwardProgram: Written;
  private readonly backwardProgram: Written | undefined;
  private readonly inputCount: number;
  private readonly outputCount: number;

  /** @throws RangeError if there is no more memory */
  constructor(
    private readonly machine: Machine,
    stack: Stack,
    private readonly parameterCount: number,
    { rows, steps, training }: StackSizes,
  ) {
    const { arena, pool } = machine;
    const scratch = new Scratch(arena);
    this.scratch = scratch;
    try {
      const partial = Math.ceil(parameterCount / 16) * 64;
      const widest = Math.max(...stack.layers.map(({ inputs, units }) => inputs + units));
      const scratchBytes = training ? Math.ceil(outerScratchBytes(widest) / 64) * 64 : 0;
      this.inputCount = rows * steps * stack.inputs;
      this.inputs = scratch.take(this.inputCount);
      this.parameters = scratch.take(parameterCount);
      this.gradients = scratch.take(training ? (partial / 4) * pool.partials : 0);
      const places: SharedPlaces = {
        parameters: this.parameters.offset,
        gradient: this.gradients.offset,
        partial,
        zeros: scratch.zeros(8 * widest).offset,
        scratch: scratch.take((scratchBytes / 4) * pool.partials).offset,
        scratchBytes,
      };
      const { stages, input } = stagesOf(stack, { rows, steps, training }, scratch, places);
      const head = stages[stages.length - 1];
      this.outputCount = rows * head.steps * stack.outputs;
      this.outputs = scratch.take(this.outputCount);
      this.together = rows > 8 && pool.threads > 1 && stages.reduce((sum, { work }) => sum + work, 0) >= worthThreads;
      const blocks = Math.ceil(rows / 8);

      const forward = new Program(blocks);
      forward.toLanes(timeMajor(this.inputs, rows, stack.inputs), rows, steps, input);
      for (const [index, stage] of stages.entries()) stage.pack(forward, training, index > 0);
      forward.barrier();
      for (const stage of stages) stage.forward(forward);
      forward.fromLanes(head.output, rows, head.steps, timeMajor(this.outputs, rows, stack.outputs));
      this.forwardProgram = this.write(forward);

      if (!training) return;
      const backward = new Program(blocks);
      backward.toLanes(timeMajor(this.outputs, rows, stack.outputs), rows, head.steps, head.outputGradient);
      for (let index = stages.length - 1; index >= 0; index--) {
        const stage = stages[index];
        stage.backward(
          backward,
          index > 0 ? lastSteps(stages[index - 1].outputGradient, stages[index - 1].steps, stage.steps) : undefined,
        );
      }
      if (this.together && pool.partials > 1) {
        backward.barrier();
        backward.reduce(this.gradients.offset, parameterCount, partial, this.gradients.offset);
      }
      this.backwardProgram = this.write(backward);
    } catch (error) {
      scratch.release();
      throw error;
    }
  }

  /** How many threads its programs run on. */
  get threads(): number {
    return this.together ? this.machine.pool.threads : 1;
  }

  /** The outputs that the loss is computed from, [T',B,F], for x [T,B,D]; a view that is valid until the next call. */
  forward(parameters: Float32Array, inputs: Float32Array): Float32Array {
    const { arena } = this.machine;
    arena.floats(this.inputs, this.inputCount).set(inputs);
    arena.floats(this.parameters, this.parameterCount).set(parameters);
    this.run(this.forwardProgram);
    return arena.floats(this.outputs, this.outputCount);
  }

  /**
   * The gradient in all parameters, given that of the last `forward`'s outputs; a view that is valid until the next
   * call.
   */
  backward(gradient: Float32Array): Float32Array {
    if (!this.backwardProgram) throw new Error('There is no backward pass.');
    const { arena } = this.machine;
    arena.floats(this.outputs, this.outputCount).set(gradient);
    this.run(this.backwardProgram);
    return arena.floats(this.gradients, this.parameterCount);
  }

  release(): void {
    this.scratch.release();
  }

  private run({ block, bytes }: Written): void {
    this.machine.pool.run(block.offset, block.offset + bytes, !this.together);
  }

  private write(program: Program): Written {
    const block = this.scratch.take(program.bytes / 4);
    program.writeTo(this.machine.arena, block);
    return { block, bytes: program.bytes };
  }
}

/** The stages from bottom to top, and the frames of the input. */
function stagesOf(
  stack: Stack,
  { rows, steps, training }: StackSizes,
  scratch: Scratch,
  places: SharedPlaces,
): { stages: Stage[]; input: Frames } {
  const blocks = Math.ceil(rows / 8);
  const [lowest] = stack.layers;
  const own =
    lowest.type === 'dense'
      ? framesAt(scratch.take(steps * blocks * 8 * stack.inputs).offset, blocks, stack.inputs)
      : undefined;
  let input = own;
  let source = own;
  let above = steps;
  const stages: Stage[] = [];
  for (const layer of stack.layers) {
    const wanted = layer.type === 'dense' && layer.reads === 'last' ? 1 : steps;
    const read = source && lastSteps(source, above, wanted);
    let stage: Stage;
    if (layer.type === 'dense') {
      if (!read) throw new Error('A dense layer reads something.');
      stage = new DenseStage(layer, read, wanted, rows, scratch, training, places);
    } else {
      const cell = new CellStage(layer, read, wanted, rows, scratch, training, places);
      input ??= cell.input;
      stage = cell;
    }
    stages.push(stage);
    source = stage.output;
    above = wanted;
  }
  if (!input) throw new Error('A stack has layers.');
  return { stages, input };
}

/** The frames of the last `wanted` steps. */
function lastSteps(frames: Frames, steps: number, wanted: number): Frames {
  return timesOf(frames, steps - wanted);
}

function timeMajor(block: Block, rows: number, features: number): Rows {
  return { offset: block.offset, row: features * 4, time: rows * features * 4, features };
}
