import type { Sentence } from '../../base/sentence';
import type { StrangeLayer } from './strangeLayers';
import type { WeightArray } from '../../data/weights/weightFile';

/** Types of layers that other programs have too. */
export type FoundType = 'simpleRNN' | 'lstm' | 'gru' | 'dense' | 'embedding' | 'layerNormalization';

/** Options of a layer, as far as the file tells them; an absent one is not told. */
export interface FoundOptions {
  readonly useBias?: boolean;
  readonly resetAfter?: boolean;
  readonly activation?: 'tanh' | 'relu' | 'linear' | 'sigmoid' | 'softmax';
  readonly epsilon?: number;
  readonly mergeMode?: 'concat' | 'sum' | 'ave' | 'mul';
  readonly returnSequences?: boolean;
}

/** What the arrays of a layer can be. */
export interface Reading {
  readonly type: FoundType;
  /** Whether the layer runs in both directions. */
  readonly both: boolean;
  /** Numbers that it reads at a step; of an embedding, the symbols. */
  readonly inputs: number;
  /** Units, of one direction. */
  readonly units: number;
  readonly options: FoundOptions;
  /** By the ends of their names here ("kernel", "forward/bias"), in the shapes of the layers here. */
  readonly arrays: Readonly<Record<string, WeightArray>>;
}

/** A layer of a file. A matrix without a bias may be an embedding or a dense layer, so there may be two readings. */
export interface FoundLayer {
  /** As the file has it, with a number where one module holds several layers. */
  readonly name: string;
  /** Names of its arrays in the file. */
  readonly from: readonly string[];
  readonly readings: readonly Reading[];
  /** Layers of one sequence stand in a known order; what stands in different ones does not. */
  readonly sequence?: { readonly of: string; readonly index: number };
  /** The setting of the layer that no layer here has, where it has one: '"go_backwards": true'. */
  readonly refusal?: Sentence;
}

export interface FoundNetwork {
  readonly layers: readonly FoundLayer[];
  /** Names of arrays that belong to no layer that is known here. */
  readonly rest: readonly string[];
  /** The layers that these arrays are of. */
  readonly strange: readonly StrangeLayer[];
  /** Whether the sequences of the layers are those in which the file was written, which it tells no other way. */
  readonly isAsWritten?: boolean;
}
