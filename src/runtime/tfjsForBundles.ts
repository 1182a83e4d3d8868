/**
 * Replaces '@tensorflow/tfjs', which tfjs-node requires, in bundles: the one tfjs-core with its gradients and chained
 * operations, without the layers, converters and browser backends of the union package.
 */
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

export * from '@tensorflow/tfjs-core';
