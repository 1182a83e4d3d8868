import { breathe, throwIfCancelled } from '../../base/cancellation';
import type { Random } from '../../base/random';
import type { AnalysisConfig } from '../../config/schema/config';
import { BestEpoch } from './bestEpoch';
import { batchOf, type TrainingSet } from './batches';
import type { GradientEngine } from './gradientEngine';
import type { EpochRecord, HeadRecord, TrainingListener } from '../model';
import { emptyTally, type HeadLoss, lossOf, shownHeadLoss, type Tally } from './objective';
import { clipNorm, createOptimizer } from './optimizers';
import type { Parameters } from '../network/parameters';

/** Longest time between two checks for cancellation, ms. */
const breathMs = 25;

/** A head's name and its loss. */
export interface TrainedHead extends HeadLoss {
  readonly name: string;
  readonly target: string;
}

/** Trains a network's parameters on the sequences of a dataset. */
export class Trainer {
  private lastBreath = performance.now();

  constructor(
    private readonly engine: GradientEngine,
    private readonly parameters: Parameters,
    private readonly heads: readonly TrainedHead[],
    private readonly data: { readonly training: TrainingSet; readonly heldOut: TrainingSet },
    private readonly random: Random,
    /** Computes the weights that have a closed form. */
    private readonly solve: (signal?: AbortSignal) => Promise<void>,
  ) {}

  async run(
    training: AnalysisConfig['training'],
    snapshotEpochs: readonly number[],
    listener: TrainingListener,
    signal?: AbortSignal,
  ): Promise<void> {
    const { inputs } = this.data.training;
    const { values } = this.parameters;
    const optimizer = createOptimizer(training.optimizer, training.learningRate, values.length);
    const gradient = new Float32Array(values.length);
    const shuffler = this.random.fork('shuffle');
    const stepsAnEpoch = Math.ceil(inputs.samples / training.batchSize);
    const total = training.epochs * stepsAnEpoch;
    const best = training.keepBest === true ? new BestEpoch() : undefined;
    await listener.onSnapshot?.(0);
    if (training.epochs > 0) await this.solve(signal);
    const trains = this.parameters.trained.includes(true);
    for (let epoch = 1; epoch <= training.epochs; epoch++) {
      const rows = shuffler.permutation(inputs.samples);
      const tally = emptyTally(this.heads.length);
      for (let step = 0; step < stepsAnEpoch; step++) {
        const start = step * training.batchSize;
        const batch = batchOf(this.data.training, rows, start, Math.min(start + training.batchSize, rows.length));
        if (trains) {
          this.engine.differentiate(batch, this.parameters, gradient, tally, {
            epoch: epoch - 1 + step / stepsAnEpoch,
            epochs: training.epochs,
          });
          if (training.clipNorm !== undefined) clipNorm(gradient, training.clipNorm);
          optimizer.step(values, gradient);
        } else this.engine.evaluation()(batch, this.parameters, tally);
        listener.onStep?.((epoch - 1) * stepsAnEpoch + step + 1, total);
        await this.breathe(signal);
      }
      const record = this.record(epoch, tally, await this.evaluate(this.data.heldOut, signal));
      best?.see(record, values);
      listener.onEpoch?.(epoch === training.epochs && best ? best.restored(record, values) : record);
      if (snapshotEpochs.includes(epoch)) await listener.onSnapshot?.(epoch);
      throwIfCancelled(signal);
    }
  }

  private async evaluate(set: TrainingSet, signal?: AbortSignal): Promise<Tally> {
    const { samples, length } = set.inputs;
    const rows = Int32Array.from({ length: samples }, (_, i) => i);
    // Every epoch uses the same random numbers, so that only the network changes.
    const evaluate = this.engine.evaluation();
    const tally = emptyTally(this.heads.length);
    const chunk = this.engine.chunk(length);
    for (let start = 0; start < samples; start += chunk) {
      evaluate(batchOf(set, rows, start, Math.min(start + chunk, samples)), this.parameters, tally);
      await this.breathe(signal);
    }
    return tally;
  }

  /**
   * The losses of the network and of its heads. Its accuracy is that of Y, or of the first head that predicts classes.
   */
  private record(epoch: number, training: Tally, validation: Tally): EpochRecord {
    const { heads } = this;
    const own = heads.map((head, i): HeadRecord => ({
      name: head.name,
      target: head.target,
      loss: shownHeadLoss(head, training.heads[i]),
      validationLoss: shownHeadLoss(head, validation.heads[i]),
      ...(head.objective === 'classes'
        ? {
            accuracy: share(training.heads[i].correct, training.heads[i].count),
            validationAccuracy: share(validation.heads[i].correct, validation.heads[i].count),
          }
        : {
            squaredError: share(training.heads[i].ownTotal, training.heads[i].count),
            validationSquaredError: share(validation.heads[i].ownTotal, validation.heads[i].count),
          }),
    }));
    const shown =
      own.find(({ target, accuracy }) => target === 'Y' && accuracy !== undefined) ??
      own.find(({ accuracy }) => accuracy !== undefined);
    return {
      epoch,
      loss: lossOf(heads, training, shownHeadLoss),
      validationLoss: lossOf(heads, validation, shownHeadLoss),
      ...(shown && { accuracy: shown.accuracy, validationAccuracy: shown.validationAccuracy }),
      // A single head for Y has the same numbers as the network, which are already in the record.
      ...((own.length > 1 || own.some(({ target }) => target !== 'Y')) && { heads: own }),
    };
  }

  private async breathe(signal?: AbortSignal): Promise<void> {
    if (performance.now() - this.lastBreath < breathMs) return;
    await breathe(signal);
    this.lastBreath = performance.now();
  }
}

const share = (part: number, whole: number): number => part / whole;
