import type { Dataset } from '../../data/dataset';

/** An exact value of a task at its last step, nats. */
export function lastExact(dataset: Dataset, quantity: string, source: string, target: string): number | undefined {
  const lines = dataset.exact.filter(
    (line) => line.quantity === quantity && line.source === source && line.target === target,
  );
  return [...lines].sort((a, b) => (a.time ?? 0) - (b.time ?? 0)).at(-1)?.nats;
}
