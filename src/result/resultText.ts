import type { Reason } from './reasons';
import type { AnalysisResult, Unit } from './result';
import { reasonInEnglish, warningsInEnglish } from './warningSentence';
import type { Warning } from './warnings';

/** What carries warnings: an estimate, a loss, a network, the document. Only estimates have a reason. */
interface Noted {
  readonly warnings?: readonly Warning[];
  readonly reason?: readonly Reason[];
}

/**
 * A result document as JSON for files and other programs: `warnings` and `reason` are English, in the unit of the
 * config; `warningCodes` and `reasonCodes` beside them are the same as data.
 */
export function resultText(result: AnalysisResult, indent?: number): string {
  const { unit } = result.config.analysis;
  const { schemaVersion, config, networks, ...others } = result;
  const parts = { ...others, ...(networks && { networks: networks.map(byName) }) };
  const ordered = { schemaVersion, config, ...byName(parts) };
  return JSON.stringify(ordered, (_, value: unknown) => (isNoted(value) ? withWords(value, unit) : value), indent);
}

/**
 * Parts in the order of their names: the order in which they came depends on the clock, and two runs of a config must
 * have the same bytes.
 */
function byName(parts: object): object {
  return Object.fromEntries(Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The document that `resultText` wrote, or any other JSON as it is. */
export function parseResultText(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => (isWorded(value) ? withoutWords(value) : value)) as unknown;
}

function withWords({ warnings, reason, ...rest }: Noted, unit: Unit): object {
  return {
    ...rest,
    ...(reason && { reason: reasonInEnglish(reason, unit), reasonCodes: reason }),
    ...(warnings && { warnings: warningsInEnglish(warnings, unit), warningCodes: warnings }),
  };
}

function withoutWords(worded: object): object {
  const { warningCodes, reasonCodes, ...rest }: Record<string, unknown> = { ...worded };
  return {
    ...rest,
    ...(reasonCodes !== undefined && { reason: reasonCodes }),
    ...(warningCodes !== undefined && { warnings: warningCodes }),
  };
}

const isNoted = (value: unknown): value is Noted =>
  isObject(value) && (isCoded(Reflect.get(value, 'warnings')) || isCoded(Reflect.get(value, 'reason')));

const isWorded = (value: unknown): value is object =>
  isObject(value) && ('warningCodes' in value || 'reasonCodes' in value);

/** Notes as data; an empty list counts. */
const isCoded = (notes: unknown): boolean =>
  Array.isArray(notes) && notes.every((note: unknown) => isObject(note) && 'code' in note);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
