import { upperEnd } from '../../../result/upperEnd';
import { lastStepByLag } from '../../../result/lags';
import { isMain } from '../../../result/subject';
import type { Estimate, MemoryFit } from '../../../result/result';
import { fitDecay } from './decay';

/** How far back each layer remembers single inputs, and which decay law fits, from the estimates of one snapshot. */
export function memoryFits(estimates: readonly Estimate[]): MemoryFit[] {
  const memory = estimates.filter((estimate) => estimate.quantity === 'memory' && isMain(estimate));
  const nulls = new Map(
    estimates.filter(({ quantity }) => quantity === 'memoryNull').map((estimate) => [estimate.target, estimate]),
  );
  return [...new Set(memory.map(({ target }) => target))].map((layer) => {
    const lags = lastStepByLag(memory.filter(({ target }) => target === layer));
    const none = nulls.get(layer);
    const law = fitDecay(
      lags.map(({ lag = 0, value, low }) => ({ lag, value, low })),
      Math.max(0, none?.high ?? 0),
    );
    return { layer, epoch: lags[0].epoch, ...(none && horizon(lags, none)), ...(law && { law }) };
  });
}

/** The largest lag whose interval lies above the shuffled baseline. */
function horizon(lags: readonly Estimate[], none: Estimate): Pick<MemoryFit, 'horizon' | 'open'> {
  const clear = lags.filter(({ low }) => low > Math.max(0, upperEnd(none))).map(({ lag = 0 }) => lag);
  if (clear.length === 0) return { horizon: 'none' };
  const far = Math.max(...clear);
  return { horizon: far, ...(far === lags.at(-1)?.lag && { open: true as const }) };
}
