import type { DataConfig, GeneratedData } from '../../config/schema/data';
import { independentSource, type SymbolSource } from '../tasks/symbolSource';

/** The law of a file's inputs as `resolvedSource` left it: of a generated task, or independent symbols. */
export type NamedSource =
  { readonly task: GeneratedData } | { readonly symbols: SymbolSource; readonly steps: readonly (readonly number[])[] };

/** The law that a config names for inputs from files; undefined where it names none, or before it was resolved. */
export function namedSource(data: Extract<DataConfig, { task: 'file' | 'activations' }>): NamedSource | undefined {
  const { source } = data;
  if (source === undefined || typeof source === 'string') return undefined;
  if ('task' in source) return { task: source };
  const [first] = source.probabilities;
  return typeof first === 'number' ? undefined : named(source.probabilities.filter((step) => typeof step !== 'number'));
}

const named = (steps: readonly (readonly number[])[]): NamedSource => ({ symbols: independentSource(steps), steps });

/** Whether numbers about the inputs rest on probabilities that were counted in the data. */
export const isCounted = (data: DataConfig): boolean =>
  (data.task === 'file' || data.task === 'activations') &&
  typeof data.source === 'object' &&
  'probabilities' in data.source &&
  data.source.counted === true;
