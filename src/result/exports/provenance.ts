import { productVersion } from '../../base/productVersion';
import { sentence, type Sentence, verbatim } from '../../base/sentence';
import type { AnalysisResult } from '../result';

/** What a report is of, and when it is written. */
export interface ReportOf {
  /** The config's file name. */
  readonly title: string;
  readonly time: Date;
}

/** A name and its value, for a list. */
export interface Fact {
  readonly name: Sentence;
  readonly value: Sentence;
}

/** What a reader must know to make the run again: config, date, version, backend, seed, data. */
export function provenance(result: AnalysisResult, { title, time }: ReportOf): Fact[] {
  const { environment, data } = result;
  return [
    { name: sentence('config'), value: verbatim(title) },
    { name: sentence('date'), value: verbatim(`${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`) },
    ...(productVersion === undefined ? [] : [{ name: sentence('version'), value: verbatim(productVersion) }]),
    { name: sentence('backend'), value: verbatim(`${environment.backend} (${environment.version})`) },
    { name: sentence('recurrent layers computed by'), value: verbatim(environment.recurrentKernel) },
    { name: sentence('seed'), value: verbatim(String(environment.seed)) },
    ...(data ? [{ name: sentence('data'), value: dataFact(data) }] : []),
  ];
}

function dataFact({ title, training, heldOut }: NonNullable<AnalysisResult['data']>): Sentence {
  return training === 0
    ? title
    : sentence('{0}; {1} training sequences, {2} held-out sequences', title, training, heldOut);
}

/** The config with its defaults filled in, as JSON. */
export const configText = (result: AnalysisResult): string => JSON.stringify(result.config, null, 2);
