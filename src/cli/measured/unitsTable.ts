import type { Measured } from '../../result/result';
import { table } from '../table';
import { shown } from './shown';

/** One row a unit, and one for all of them. */
export function unitsTable(measured: readonly Measured[]): string[] {
  const alone = measured.filter(({ measure }) => measure === 'unitInformation');
  if (alone.length === 0) return [];
  const same =
    ({ layer, target, member }: Measured) =>
    (one: Measured): boolean =>
      one.layer === layer && one.target === target && one.member === member;
  const cellOf = (measure: Measured['measure'], of: Measured): string => {
    const found = measured.filter((one) => one.measure === measure).find(same(of));
    return found ? shown(found) : '–';
  };
  const wholes = measured.filter(({ measure }) => measure === 'stateInformation');
  return [
    `Units: information about the target by a decoder, ${alone[0].unit} (lower bounds), and accuracy lost when a ` +
      'unit is held at its mean (95 % intervals)',
    ...table(
      ['layer', 'target', 'unit', 'alone', 'all others', 'accuracy lost', 'held at'],
      alone.map((one) => {
        const lost = measured.filter(({ measure }) => measure === 'knockOut').find(same(one));
        return [
          ...[one.layer, one.target ?? 'Y', String((one.member ?? 0) + 1)],
          ...[shown(one), cellOf('withoutUnit', one), cellOf('knockOut', one)],
          lost ? (lost.estimator === 'heldAtEveryStep' ? 'every step' : 'the last step') : '–',
        ];
      }),
    ),
    ...wholes.map(
      (whole) =>
        `  ${whole.layer}, ${whole.target ?? 'Y'}: all units ${shown(whole)} ${whole.unit}; redundancy ` +
        `${cellOf('redundancy', whole)}; vulnerability ${cellOf('vulnerability', whole)}`,
    ),
  ];
}
