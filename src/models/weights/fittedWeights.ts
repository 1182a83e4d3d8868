import type { Sentence } from '../../base/sentence';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { NamedWeights } from '../model';
import type { MaskedSteps } from './kerasArchitecture';

/** The weights of a config's layers, and the layers with the settings that only the file of weights tells. */
export interface FittedWeights {
  readonly weights: NamedWeights;
  readonly layers: NamedLayerConfig[];
  /** What the file does not tell and is taken as its framework has it by default. */
  readonly assumed?: Sentence;
  /** Steps that the network of the file skips, if it skips any. */
  readonly masked?: MaskedSteps;
}
