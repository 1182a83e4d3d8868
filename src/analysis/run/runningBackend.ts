import type { Sentence } from '../../base/sentence';
import type { RecurrentKernel } from '../../models/kernels/recurrentKernel';

export interface RunningBackend {
  /** `native`: the WebAssembly backend with recurrent layers in machine code. */
  readonly backend: 'tensorflow' | 'native' | 'wasm' | 'cpu';
  /** The version of the library behind it. */
  readonly version: string;
  readonly kernel: RecurrentKernel;
  /** Why it is not the requested one. */
  readonly notes?: readonly Sentence[];
}
