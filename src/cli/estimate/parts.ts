import type { OnParts } from '../../information/onParts';
import { natsIn } from '../../result/units';
import type { Asked } from './report';

/** Means over parts of the rows, in the asked unit. */
export const partsRecord = (parts: readonly OnParts[], { unit }: Asked): object[] =>
  parts.map(({ nats, ...rest }) => ({ ...rest, value: natsIn(unit, nats) }));

export function printParts(parts: readonly OnParts[], { unit }: Asked): void {
  process.stdout.write('on parts of the rows, which shows how the bias falls with their number:\n');
  for (const { samples, parts: count, nats } of parts)
    process.stdout.write(
      `  ${String(samples).padStart(8)} rows  ${natsIn(unit, nats).toFixed(6)} ${unit} (mean of ${count})\n`,
    );
}
