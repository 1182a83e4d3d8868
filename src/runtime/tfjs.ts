// Registers the gradients; bundles replace it by ./tfjsForBundles.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';

/** Prepares tfjs-core once, before any backend is used. */
export function prepareTensorFlow(): void {
  // Quiets tfjs's advertisement and leaves out its search for NaN after every operation.
  if (!tf.env().getBool('PROD')) tf.enableProdMode();
}
