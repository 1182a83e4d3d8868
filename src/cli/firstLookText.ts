import type { Estimate } from '../result/result';
import { cell } from './table';

/** `epoch 7, first look at 250 sequences: h I(X;H) ≥2.10 [≥ 2.01], I(H;Y) 1.98 [1.90, 2.00] bits` */
export function firstLookText(estimates: readonly Estimate[]): string | undefined {
  if (estimates.length === 0) return undefined;
  const [{ epoch, samples, unit }] = estimates;
  const layers = new Map<string, string[]>();
  for (const estimate of estimates) {
    const isInput = estimate.quantity === 'inputInformation';
    const layer = isInput ? estimate.target : estimate.source;
    const numbers = layers.get(layer) ?? [];
    numbers.push(`${isInput ? 'I(X;H)' : 'I(H;Y)'} ${cell(estimate).trim()}`);
    layers.set(layer, numbers);
  }
  const parts = [...layers].map(([layer, numbers]) => `${layer} ${numbers.join(', ')}`);
  return `epoch ${epoch}, first look at ${samples} sequences: ${parts.join(' · ')} ${unit}`;
}
