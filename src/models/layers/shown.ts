import type * as tf from '@tensorflow/tfjs-core';

/** Scores of a critic for every sequence at every scored step, nats [T,B,1]; their mean is its estimate. */
export interface CriticScores {
  readonly nats: tf.Tensor3D;
  readonly kind: 'infoNCE' | 'jsd';
  /** The companion: 'X', 'future', or a layer. */
  readonly about: string;
  /** Number of sequences that the critic compares. */
  readonly group: number;
}

/** One density per unit: mixtures of logistics [components, units]. */
export interface CodeDensity {
  readonly weights: tf.Tensor2D;
  readonly means: tf.Tensor2D;
  readonly scales: tf.Tensor2D;
}
