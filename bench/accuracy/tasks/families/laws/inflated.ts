import { cumulate, pick, tableInformation, type Table } from './labelled';
import type { Law } from './law';

/**
 * A continuous pair whose sides are replaced by 0 where their switch is off; P(i, j) is the table of the switches, 1
 * on.
 */
export function inflated(switches: Table, pair: Law): Law {
  const cumulative = cumulate(switches.flat());
  return {
    x: pair.x,
    y: pair.y,
    draw: (random, x, y) => {
      const cell = pick(random, cumulative);
      pair.draw(random, x, y);
      if (cell < 2) x.fill(0);
      if (cell % 2 === 0) y.fill(0);
    },
  };
}

/**
 * I = I(switches) + P(1, 1) I(pair): the values show their switches, and share more only where both are on; for then
 * one value alone is a draw of its marginal distribution. Nats.
 */
export const inflatedInformation = (switches: Table, pair: number): number =>
  tableInformation(switches) + switches[1][1] * pair;
