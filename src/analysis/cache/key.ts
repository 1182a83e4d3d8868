import { platform } from '#platform';

/** A hash of the sources, inserted by the build: another version may compute other numbers from the same inputs. */
declare const BUILD_ID: string | undefined;
export const buildId = typeof BUILD_ID === 'string' ? BUILD_ID : '';

/**
 * The name of a stage's output: a hash of everything that the stage reads, and of the program that computes it. Keys of
 * objects are sorted, so that their order in the config does not matter.
 */
export function stageKey(stage: string, inputs: unknown): string {
  return platform.sha256(`${buildId}\n${stage}\n${canonical(inputs)}`).slice(0, 40);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
