import type * as tf from '@tensorflow/tfjs-core';

/** What a critic says of every sequence at every step that it scored, nats [T,B,1]; their mean is its estimate. */
export interface CriticScores {
  readonly nats: tf.Tensor3D;
  readonly kind: 'infoNCE' | 'jsd';
  /** 'X', 'future', or a layer. */
  readonly about: string;
  /** Sequences held against one another. */
  readonly group: number;
}

/** A density a unit: mixtures of logistics [components, units]. */
export interface CodeDensity {
  readonly weights: tf.Tensor2D;
  readonly means: tf.Tensor2D;
  readonly scales: tf.Tensor2D;
}
