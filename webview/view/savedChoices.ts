import { stepQuantities } from '../charts/layerCurves';
import { networkQuantities } from '../charts/networks';
import type { Choices } from '../model/scene';

/** The choices that the webview stored over a reload; anything else in there is ignored. */
export function readSavedChoices(kept: unknown): Partial<Choices> {
  const choices = property(kept, 'choices');
  const epoch = property(choices, 'epoch');
  const layer = property(choices, 'layer');
  const attention = property(choices, 'attention');
  const beside = property(choices, 'beside');
  const quantity = property(choices, 'stepQuantity');
  const stepQuantity = stepQuantities.find((name) => name === quantity);
  const memoryLayer = property(choices, 'memoryLayer');
  const network = property(choices, 'networkQuantity');
  const networkQuantity = networkQuantities.find((name) => name === network);
  const sweptMetric = property(choices, 'sweptMetric');
  const sweptAcross = property(choices, 'sweptAcross');
  return {
    ...(typeof epoch === 'number' ? { epoch } : {}),
    ...(typeof layer === 'string' ? { layer } : {}),
    ...(typeof attention === 'string' ? { attention } : {}),
    ...(typeof beside === 'string' ? { beside } : {}),
    ...(stepQuantity ? { stepQuantity } : {}),
    ...(typeof memoryLayer === 'string' ? { memoryLayer } : {}),
    ...(networkQuantity ? { networkQuantity } : {}),
    ...(typeof sweptMetric === 'string' ? { sweptMetric } : {}),
    ...(typeof sweptAcross === 'string' ? { sweptAcross } : {}),
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
