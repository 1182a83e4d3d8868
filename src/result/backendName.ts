import { sentence, type Sentence } from '../base/sentence';
import type { AnalysisResult } from './result';

export type Backend = AnalysisResult['environment']['backend'];

/** The one name of each backend, in the status bar and on the page. */
export function backendName(backend: Backend): Sentence {
  switch (backend) {
    case 'tensorflow':
      return sentence('TensorFlow backend');
    case 'native':
      return sentence('bundled backend, native layers');
    case 'wasm':
      return sentence('bundled backend');
    case 'cpu':
      return sentence('plain JavaScript backend');
  }
}
