import { biasCurves } from '../result/bias';
import { subjectOf } from '../result/subject';
import type { AnalysisResult } from '../result/result';
import { table } from './table';

/** The estimates on parts of the sequences. */
export function biasTable({ bias, config }: AnalysisResult): string[] {
  const curves = biasCurves(bias);
  if (curves.length === 0) return [];
  const on = (parts: number, name: string) => ({ parts, name });
  const columns = [on(4, 'on quarters'), on(2, 'on halves'), on(1, 'on all')];
  return [
    `Estimates on parts of the sequences, ${config.analysis.unit}`,
    ...table(
      ['of', 'estimator', ...columns.map(({ name }) => name), 'sequences'],
      curves.map((curve) => [
        subjectOf(curve[0]),
        curve[0].estimator,
        ...columns.map(({ parts }) => curve.find((point) => point.parts === parts)?.value.toFixed(3) ?? '–'),
        curve.map(({ samples }) => samples).join(', '),
      ]),
    ),
  ];
}
