import { coreKernel } from './coreKernel';
import { blockLSTM } from './native/lstm';
import type { RecurrentKernel, RecurrentWeights } from './recurrentKernel';
import { tensorflowKernel } from './tensorflowKernel';
import { createWasmKernel, type WasmKernel } from './wasm/index';

let wasmKernel: Promise<WasmKernel | undefined> | undefined;

/**
 * The fastest kernel for a backend: TensorFlow's own and ours in WebAssembly, whichever is faster for a layer, then ours alone, then plain
 * arrays where no threads can be started.
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
 * TensorFlow has one operation for a whole LSTM, but for other cells several a step, whose calls cost more than their work
 * until the layer is wide.
 */
function fasterOf(wasm: WasmKernel): RecurrentKernel {
  const stepped = ({ recurrentKernel }: RecurrentWeights): RecurrentKernel => (recurrentKernel.shape[0] <= widestForWasm ? wasm : tensorflowKernel);
  return {
    name: `tensorflow, ${wasm.name}`,
    supports: (backend) => tensorflowKernel.supports(backend),
    lstm: (x, weights) => tensorflowKernel.lstm(x, weights),
    peepholeLSTM: blockLSTM,
    gru: (x, weights) => stepped(weights).gru(x, weights),
    simpleRNN: (x, weights, activation) => stepped(weights).simpleRNN(x, weights, activation),
    engineFor: (stack, loss) => wasm.engineFor(stack, loss),
    widestStack: widestForWasm,
  };
}
