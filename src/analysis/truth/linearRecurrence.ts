import { Matrix } from 'ml-matrix';
import { innerBottleneck, isResidual } from '../../config/layers/layerTraits';
import type { LayerConfig } from '../../config/schema/layers';
import type { LinearRecurrence } from '../../information/readout/linearRecurrence';
import { signedWeights } from '../../models/layers/recurrent/cells/leakyRNN';
import type { NamedWeights } from '../../models/model';

type Named = LayerConfig & { readonly name: string };

/**
 * The matrices of a layer whose state is a linear function of its input and the state before, by its weights: a linear
 * simpleRNN, indRNN, leakyRNN or echoState, and an LRU, whose complex states are their real and imaginary parts.
 * Undefined for any other.
 */
export function linearRecurrence(layer: Named, weights: NamedWeights): LinearRecurrence | undefined {
  if (isResidual(layer)) return undefined;
  const own = (name: string): number[][] | undefined => rows(weights, `${layer.name}/${name}`);
  const kernel = own('kernel');
  if (!kernel) return undefined;
  switch (layer.type) {
    case 'simpleRNN':
    case 'indRNN':
    case 'leakyRNN':
    case 'echoState': {
      const recurrent = own('recurrentKernel');
      if (layer.activation !== 'linear' || innerBottleneck(layer) || !recurrent) return undefined;
      if (layer.type === 'simpleRNN') return recurrenceOf(kernel, recurrent);
      if (layer.type === 'indRNN') return { kernel: new Matrix(kernel), recurrentKernel: Matrix.diag(recurrent[0]) };
      const leaky = leakyRows(layer, kernel, recurrent);
      return recurrenceOf(leaky.kernel, leaky.recurrentKernel);
    }
    case 'lru': {
      const [decays, phases] = [own('logDecay')?.[0], own('logPhase')?.[0]];
      if (innerBottleneck(layer) || !decays || !phases) return undefined;
      return complexRecurrence(kernel, decays, phases);
    }
    default:
      return undefined;
  }
}

const recurrenceOf = (kernel: number[][], recurrent: number[][]): LinearRecurrence => ({
  kernel: new Matrix(kernel),
  recurrentKernel: new Matrix(recurrent),
});

/** The matrices of s_t = x_t K + s_{t-1} R + a b of a leaky cell with f(s) = s. */
export function leakyRows(
  cell: Extract<LayerConfig, { type: 'leakyRNN' | 'echoState' }>,
  kernel: readonly number[][],
  recurrent: readonly number[][],
): { kernel: number[][]; recurrentKernel: number[][] } {
  const { leak, units } = cell;
  const signed = cell.type === 'leakyRNN' ? signedWeights(cell, recurrent.flat()) : recurrent.flat();
  return {
    kernel: kernel.map((row) => row.map((value) => leak * value)),
    recurrentKernel: recurrent.map((row, i) =>
      row.map((_, j) => leak * signed[i * units + j] + (i === j ? 1 - leak : 0)),
    ),
  };
}

/** lambda = exp(-exp(nu) + i exp(theta)) of each pair of units, real parts first (Orvieto et al. 2023). */
function complexRecurrence(kernel: number[][], decays: number[], phases: number[]): LinearRecurrence {
  const pairs = decays.length;
  const recurrentKernel = Matrix.zeros(2 * pairs, 2 * pairs);
  const scales = decays.map((decay, i) => {
    const modulus = Math.exp(-Math.exp(decay));
    const phase = Math.exp(phases[i]);
    const [real, imaginary] = [modulus * Math.cos(phase), modulus * Math.sin(phase)];
    recurrentKernel.set(i, i, real);
    recurrentKernel.set(pairs + i, pairs + i, real);
    recurrentKernel.set(i, pairs + i, imaginary);
    recurrentKernel.set(pairs + i, i, -imaginary);
    return Math.sqrt(1 - modulus ** 2);
  });
  return { kernel: new Matrix(kernel.map((row) => row.map((value, j) => value * scales[j % pairs]))), recurrentKernel };
}

/** An array of weights as rows; of a vector, one row. */
export function rows(weights: NamedWeights, name: string): number[][] | undefined {
  if (!(name in weights)) return undefined;
  const { shape, values } = weights[name];
  const width = shape.at(-1) ?? 1;
  return Array.from({ length: values.length / width }, (_, i) =>
    Array.from(values.subarray(i * width, (i + 1) * width)),
  );
}
