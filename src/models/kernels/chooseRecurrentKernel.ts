import { coreKernel } from './typescript/coreKernel';
import { blockLSTM } from './tensorflow/lstm';
import type { RecurrentWeights } from './cellTypes';
import type { RecurrentKernel } from './recurrentKernel';
import { tensorflowKernel } from './tensorflow/tensorflowKernel';
import { createWasmKernel, type WasmKernel } from './wasm/index';

let wasmKernel: Promise<WasmKernel | undefined> | undefined;

/**
 * The fastest kernel for a backend: TensorFlow's own and ours in WebAssembly, whichever is faster for a layer, then
 * ours alone, then plain arrays where no threads can be started.
 */
export async function chooseRecurrentKernel(backend: string): Promise<RecurrentKernel> {
  wasmKernel ??= createWasmKernel().catch(() => undefined);
  const wasm = await wasmKernel;
  if (tensorflowKernel.supports(backend)) return wasm ? fasterOf(wasm) : tensorflowKernel;
  return wasm ?? coreKernel;
}

/** Above it the products of a step are large enough for TensorFlow to make good what calling it twice a step costs. */
const widestForWasm = 128;
/**
 * Numbers of a step's states, rows times units, up to which whole training steps in WebAssembly are quicker than
 * TensorFlow's operations: `npm run bench` at 64 rows, and 16 to 256 rows of 512 units (two cores, vectors of 512
 * bits).
 */
const mostForWasm = { gated: 64 * 512, simple: 64 * 256 };

/**
 * TensorFlow has one operation for a whole LSTM, but for other cells several a step, whose calls cost more than their
 * work until the layer is wide.
 */
function fasterOf(wasm: WasmKernel): RecurrentKernel {
  const stepped = ({ recurrentKernel }: RecurrentWeights): RecurrentKernel =>
    recurrentKernel.shape[0] <= widestForWasm ? wasm : tensorflowKernel;
  return {
    name: `tensorflow, ${wasm.name}`,
    supports: (backend) => tensorflowKernel.supports(backend),
    lstm: (x, weights) => tensorflowKernel.lstm(x, weights),
    peepholeLSTM: blockLSTM,
    ...(wasm.product && { product: wasm.product }),
    gru: (x, weights) => stepped(weights).gru(x, weights),
    simpleRNN: (x, weights, activation) => stepped(weights).simpleRNN(x, weights, activation),
    engineFor: (stack, loss) => wasm.engineFor(stack, loss),
    suitsSteps: (type, rows, units) =>
      rows * units <= (type === 'lstm' || type === 'gru' ? mostForWasm.gated : mostForWasm.simple),
  };
}
