import type { Measured } from '../../result/result';
import { table } from '../table';
import { shown } from './shown';

/** One row a lag: a linear decoder, a perceptron, and the answer of the network. */
export function probesTable(measured: readonly Measured[]): string[] {
  const linear = measured.filter(({ measure }) => measure === 'linearProbe');
  if (linear.length === 0) return [];
  const cellOf = (measure: Measured['measure'], { layer, lag }: Measured): string => {
    const found = measured.find((one) => one.measure === measure && one.layer === layer && one.lag === lag);
    return found ? shown(found) : '–';
  };
  return [
    `Information about single past inputs that is read from the last state, ${linear[0].unit} (95 % intervals)`,
    ...table(
      ['layer', 'lag', 'linear decoder', 'perceptron', "the network's answer"],
      linear.map((one) => [
        ...[one.layer, String(one.lag ?? 0), shown(one)],
        ...[cellOf('perceptronProbe', one), cellOf('usedInformation', one)],
      ]),
    ),
  ];
}
