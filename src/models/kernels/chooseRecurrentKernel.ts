import { coreKernel } from './typescript/coreKernel';
import { blockLSTM } from './tensorflow/lstm';
import type { RecurrentWeights } from './cellTypes';
import type { RecurrentKernel } from './recurrentKernel';
import { tensorflowKernel } from './tensorflow/tensorflowKernel';
import { createWasmKernel, type WasmKernel } from './wasm/index';

let wasmKernel: Promise<WasmKernel | undefined> | undefined;

/**
 * The fastest kernel for a backend. With TensorFlow: its own operations or the WebAssembly kernel, whichever is faster
 * for a layer. Otherwise: the WebAssembly kernel, or plain arrays if no threads can be started.
 */
export async function chooseRecurrentKernel(backend: string): Promise<RecurrentKernel> {
  wasmKernel ??= createWasmKernel().catch(() => undefined);
  const wasm = await wasmKernel;
  if (tensorflowKernel.supports(backend)) return wasm ? fasterOf(wasm) : tensorflowKernel;
  return wasm ?? coreKernel;
}

/** Widest layer for the WebAssembly kernel. In wider layers TensorFlow's faster products outweigh its cost per call. */
const widestForWasm = 128;
/**
 * Largest state of a step (rows times units) for which whole training steps in WebAssembly are faster than TensorFlow's
 * operations. Measured by `npm run bench` at 64 rows, and at 16 to 256 rows of 512 units (two cores, vectors of 512
 * bits).
 */
const mostForWasm = { gated: 64 * 512, simple: 64 * 256 };

/**
 * TensorFlow has one operation for a whole LSTM, but needs several per step for other cells. Their calls cost more than
 * their work unless the layer is wide.
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
    resetAfterGRU: (x, weights) => stepped(weights).resetAfterGRU(x, weights),
    simpleRNN: (x, weights, activation) => stepped(weights).simpleRNN(x, weights, activation),
    engineFor: (stack, loss) => wasm.engineFor(stack, loss),
    suitsSteps: (type, rows, units) =>
      rows * units <= (type === 'lstm' || type === 'gru' ? mostForWasm.gated : mostForWasm.simple),
  };
}
