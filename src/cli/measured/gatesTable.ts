import { inEnglish } from '../../base/sentence';
import { ofWords } from '../../result/ofWords';
import type { Measured } from '../../result/result';
import { table } from '../table';
import { figures, shown } from './shown';

/** One row a gate: of all its units over all steps, and what it tells at the last one. */
export function gatesTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure, member }) => measure === 'gateValueOverSteps' && member === undefined);
  if (rows.length === 0) return [];
  const last = (measure: Measured['measure'], { layer, gate }: Measured): string => {
    const found = measured
      .filter((one) => one.measure === measure && one.layer === layer && one.gate === gate && one.member === undefined)
      .at(-1);
    return found ? shown(found) : '–';
  };
  const informed = measured.find(
    ({ measure }) => measure === 'gateInputInformation' || measure === 'gateTargetInformation',
  );
  const of = informed?.of
    ? `; information at the last step in ${informed.unit} by a decoder, of ${inEnglish(ofWords(informed.of))}`
    : '';
  return [
    `Gates over all steps, units and held-out sequences (95 % intervals; time constants in steps${of})`,
    ...table(
      ['layer', 'gate', 'mean', 'spread', 'below 0.1', 'above 0.9', 'time constant', 'about X_t', 'about the target'],
      rows.map((one) => [
        ...[one.layer, one.gate ?? '', shown(one), figures(one.spread ?? 0)],
        ...[last('gateClosedOverSteps', one), last('gateOpenOverSteps', one), last('gateTimeConstant', one)],
        ...[last('gateInputInformation', one), last('gateTargetInformation', one)],
      ]),
    ),
  ];
}
