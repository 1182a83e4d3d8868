import { createHash } from 'node:crypto';

/**
 * The name of a stage's output: a hash of all that the stage reads. Keys of objects are sorted, so that the order in which a person
 * writes them changes nothing.
 */
export function stageKey(stage: string, inputs: unknown): string {
  return createHash('sha256').update(`${stage}\n${canonical(inputs)}`).digest('hex').slice(0, 40);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
