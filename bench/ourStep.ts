import { Random } from '../src/base/random';
import { verbatim } from '../src/base/sentence';
import { configSchema } from '../src/config/schema/config';
import type { Dataset, SequenceSet } from '../src/data/dataset';
import { continuousSequences, discreteSequences } from '../src/data/sequences';
import { buildModel } from '../src/models/buildModel';
import type { RecurrentKernel } from '../src/models/kernels/recurrentKernel';
import { median } from './row';

/** What a training step is of. */
export interface StepShape {
  readonly batch: number;
  readonly steps: number;
  readonly features: number;
  readonly units: number;
}

/** Classes of the head. */
export const stepClasses = 4;
/** Gradient steps before those that are measured. */
const warming = 3;

/** Median seconds of a training step (Adam, a head of four classes at every step) of a cell with these settings. */
export async function ourStep(
  cell: Readonly<Record<string, unknown>>,
  shape: StepShape,
  kernel: RecurrentKernel,
  runs = 15,
): Promise<number> {
  const config = configSchema.parse({
    data: { task: 'parity' },
    training: { epochs: 1, batchSize: shape.batch },
    model: {
      layers: [
        { ...cell, name: 'cell', units: shape.units },
        { type: 'dense', name: 'out', units: stepClasses, activation: 'softmax' },
      ],
    },
  });
  const layers = (config.model?.layers ?? []).map((layer) => ({ ...layer, name: layer.name ?? layer.type }));
  const data = dataset(shape, shape.batch * (runs + warming));
  const model = buildModel({ ...config, model: { ...config.model, layers } }, data, kernel);
  const seconds: number[] = [];
  let last = performance.now();
  await model.train(data, config.training, [], {
    onStep: () => {
      const now = performance.now();
      seconds.push((now - last) / 1000);
      last = now;
    },
  });
  return median(seconds.slice(warming));
}

function dataset({ steps, features }: StepShape, samples: number): Dataset {
  const random = new Random(1);
  const draw = (count: number): SequenceSet => ({
    inputs: continuousSequences(
      Float32Array.from({ length: count * steps * features }, () => random.normal()),
      count,
      steps,
      features,
    ),
    targets: {
      ...discreteSequences(
        Int32Array.from({ length: count * steps }, () => random.integer(stepClasses)),
        count,
        steps,
        stepClasses,
      ),
      at: 'every',
    },
  });
  return { title: verbatim('noise'), training: draw(samples), heldOut: draw(8), exact: [], warnings: [] };
}
