import { breathe, throwIfCancelled } from '../base/cancellation';
import type { Random } from '../base/random';
import type { AnalysisConfig } from '../config/schema/config';
import type { Dataset, SequenceSet } from '../data/dataset';
import { batchOf } from './batches';
import type { GradientEngine } from './gradientEngine';
import type { EpochRecord, TrainingListener } from './model';
import { emptyTally, lossOf, type Objective, type Tally } from './objective';
import { clipNorm, createOptimizer } from './optimizers';
import type { Parameters } from './parameters';

/** Longest time without looking whether the work was cancelled. */
const breathMs = 25;

/** Trains a network's parameters on the sequences of a dataset. */
export class Trainer {
  private lastBreath = performance.now();

  constructor(
    private readonly engine: GradientEngine, private readonly parameters: Parameters, private readonly objective: Objective,
    private readonly dataset: Dataset, private readonly random: Random,
  ) {}

  async run(training: AnalysisConfig['training'], snapshotEpochs: readonly number[], listener: TrainingListener, signal?: AbortSignal): Promise<void> {
    const { inputs } = this.dataset.training;
    const { values } = this.parameters;
    const optimizer = createOptimizer(training.optimizer, training.learningRate, values.length);
    const gradient = new Float32Array(values.length);
    const shuffler = this.random.fork('shuffle');
    const stepsAnEpoch = Math.ceil(inputs.samples / training.batchSize);
    const total = training.epochs * stepsAnEpoch;
    await listener.onSnapshot?.(0);
    for (let epoch = 1; epoch <= training.epochs; epoch++) {
      const rows = shuffler.permutation(inputs.samples);
      const tally = emptyTally();
      for (let step = 0; step < stepsAnEpoch; step++) {
        const start = step * training.batchSize;
        const batch = batchOf(this.dataset.training, rows, start, Math.min(start + training.batchSize, rows.length));
        this.engine.differentiate(batch, this.parameters, gradient, tally);
        if (training.clipNorm !== undefined) clipNorm(gradient, training.clipNorm);
        optimizer.step(values, gradient);
        listener.onStep?.((epoch - 1) * stepsAnEpoch + step + 1, total);
        await this.breathe(signal);
      }
      listener.onEpoch?.(this.record(epoch, tally, await this.evaluate(this.dataset.heldOut, signal)));
      if (snapshotEpochs.includes(epoch)) await listener.onSnapshot?.(epoch);
      throwIfCancelled(signal);
    }
  }

  private async evaluate(set: SequenceSet, signal?: AbortSignal): Promise<Tally> {
    const { samples, length } = set.inputs;
    const rows = Int32Array.from({ length: samples }, (_, i) => i);
    // The same draws every epoch, so that what changes is the network.
    const evaluate = this.engine.evaluation();
    const tally = emptyTally();
    const chunk = this.engine.chunk(length);
    for (let start = 0; start < samples; start += chunk) {
      evaluate(batchOf(set, rows, start, Math.min(start + chunk, samples)), this.parameters, tally);
      await this.breathe(signal);
    }
    return tally;
  }

  private record(epoch: number, training: Tally, validation: Tally): EpochRecord {
    const features = this.dataset.training.targets?.features ?? 1;
    const loss = lossOf(this.objective, training, features);
    const validationLoss = lossOf(this.objective, validation, features);
    return this.objective === 'classes'
      ? { epoch, loss, validationLoss, accuracy: training.correct / training.count, validationAccuracy: validation.correct / validation.count }
      : { epoch, loss, validationLoss };
  }

  private async breathe(signal?: AbortSignal): Promise<void> {
    if (performance.now() - this.lastBreath < breathMs) return;
    await breathe(signal);
    this.lastBreath = performance.now();
  }
}
