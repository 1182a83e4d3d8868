// Registers the gradients; bundles replace this import by ./tfjsForBundles.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';

/** Prepares tfjs-core once, before any backend is used. */
export function prepareTensorFlow(): void {
  // Silences tfjs's start-up message, and turns off its check for NaN after every operation.
  if (!tf.env().getBool('PROD')) tf.enableProdMode();
}
