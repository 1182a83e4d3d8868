import { figure, roundedDown, roundedUp } from '../../../result/format';
import { keyOfMeasured, type Measured, measuredOf } from '../../../result/measured';
import type { AnalysisResult, Sentence } from '../../../result/result';
import { cited, type Figure } from '../figures';

/** What the measures beside information say, one sentence a layer. */
export function measuredFindings({ measured, layers }: AnalysisResult): Sentence[] {
  return layers.flatMap(({ name }) => capacityFinding(measured, name));
}

function capacityFinding(measured: readonly Measured[] | undefined, layer: string): Sentence[] {
  const total = measuredOf(measured, 'totalCapacity', layer).at(0);
  const memory = measuredOf(measured, 'degreeCapacity', layer).at(0);
  if (!total || !memory) return [];
  return [
    cited({
      args: [layer, ...rangeOf(memory), ...rangeOf(total), numberOf(total, 'rank', String)],
      layer,
      message:
        'A linear read-out of {0} gives {1} past inputs in full, counted together ({2} to {3}): its memory capacity. ' +
        'With products of inputs it gives {4} functions ({5} to {6}) of at most {7}.',
    }),
  ];
}

const rangeOf = (one: Measured): Figure[] => [
  numberOf(one, 'value', figure),
  numberOf(one, 'low', roundedDown(figure)),
  numberOf(one, 'high', roundedUp(figure)),
];

const numberOf = (
  one: Measured,
  field: 'value' | 'low' | 'high' | 'rank',
  print: (value: number) => string,
): Figure => ({ text: print(one[field] ?? NaN), cites: [{ field, of: [{ in: 'measured', ...keyOfMeasured(one) }] }] });
