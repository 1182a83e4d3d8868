import { bestCodeAt } from './bestCode';
import type { Citation, Source, EstimateKey } from './citation';
import { convert } from './units';
import type { Estimate } from './estimate';
import type { AnalysisResult } from './result';
import { isStudyList, type StudyList, studyRecords } from './studies';
import { networkView } from './networks';

/** What of an estimate or an exact value identifies it. */
export const keyOfEstimate = ({
  quantity,
  source,
  target,
  time,
  lag,
  from,
  ahead,
  epoch,
  beside,
  set,
  variable,
}: Estimate): EstimateKey => ({
  quantity,
  source,
  target,
  ...(time !== undefined && { time }),
  ...(lag !== undefined && { lag }),
  ...(from !== undefined && { from }),
  ...(ahead !== undefined && { ahead }),
  epoch,
  ...(beside !== undefined && { beside }),
  ...(set !== undefined && { set }),
  ...(variable !== undefined && { variable }),
});

/** The records that a source names: one, unless the document repeats it. */
export function recordsOf(result: AnalysisResult, source: Source): object[] {
  const { network, in: list, ...key } = source;
  const other = result.networks?.find(({ name }) => name === network);
  const view = other ? networkView(result, other) : result;
  const records = listOf(view, list) ?? [];
  const identifying = isStudyList(list) ? studyRecords[list].key : absentFields[list];
  const fields = [...new Set([...Object.keys(key), ...identifying])];
  return records.filter((record) => fields.every((name) => Reflect.get(record, name) === Reflect.get(key, name)));
}

function listOf(result: AnalysisResult, list: Source['in']): readonly object[] | undefined {
  if (isStudyList(list)) return result.studies?.[list];
  switch (list) {
    case 'chances':
      return result.data?.chances;
    case 'studies':
      return result.studies?.points;
    case 'bottleneck':
    case 'criticalBetas':
      return result.curves[list];
    case 'bestCodes': {
      const { bottleneck = [], overBeta = [] } = result.curves;
      return bottleneck.flatMap(({ beta }) => {
        const best = bestCodeAt(overBeta, beta);
        return best ? [{ beta, ...best }] : [];
      });
    }
    default:
      return result[list];
  }
}

/** Fields whose absence identifies a record as their presence does. */
const absentFields: Readonly<Record<Exclude<Source['in'], StudyList>, readonly string[]>> = {
  estimates: ['time', 'lag', 'from', 'ahead', 'beside', 'set', 'variable'],
  exact: ['time', 'lag'],
  predictions: ['set'],
  training: [],
  fits: ['variable'],
  attention: [],
  coding: [],
  bias: ['time', 'beside'],
  measured: ['lag', 'degree', 'member', 'target', 'gate'],
  chances: [],
  studies: [],
  bottleneck: [],
  bestCodes: [],
  criticalBetas: [],
  losses: ['time', 'lag'],
};

/** The cited number, in the config's unit; undefined where the document does not have it. */
export function citedNumber(result: AnalysisResult, { times = 1, ...citation }: Citation): number | undefined {
  const number = together(result, citation);
  return number === undefined ? undefined : times * number;
}

function together(result: AnalysisResult, { field, by, of }: Citation): number | undefined {
  const numbers = of.map((source, place) => {
    // Of a difference, the far end of what is taken away.
    const ends: Record<string, string> = place === 1 && by === 'less' ? { low: 'high', high: 'low' } : {};
    return numberOf(result, source, ends[field] ?? field);
  });
  if (numbers.length === 0 || numbers.some((number) => number === undefined)) return undefined;
  const known = numbers.filter((number) => number !== undefined);
  switch (by) {
    case 'sum':
      return known.reduce((sum, number) => sum + number, 0);
    case 'mean':
      return known.reduce((sum, number) => sum + number, 0) / known.length;
    case 'least':
      return Math.min(...known);
    case 'most':
      return Math.max(...known);
    case 'less':
      return known[0] - known[1];
    case undefined:
      return known.length === 1 ? known[0] : undefined;
  }
}

/** Fields that count steps or are shares; all others are amounts in the record's unit. */
const plain: ReadonlySet<string> = new Set([
  'lag',
  'lagBefore',
  'time',
  'epoch',
  'ahead',
  'horizon',
  'accuracy',
  'chance',
  'chrf',
  'bleu',
]);

function numberOf(result: AnalysisResult, source: Source, field: string): number | undefined {
  const record = recordsOf(result, source).at(-1);
  if (!record) return undefined;
  const at = field
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      record,
    );
  if (at === null && field === 'high') return Infinity;
  if (typeof at !== 'number') return undefined;
  const unit: unknown = Reflect.get(record, 'unit');
  return (unit === 'bits' || unit === 'nats') && !plain.has(field)
    ? convert(at, unit, result.config.analysis.unit)
    : at;
}
