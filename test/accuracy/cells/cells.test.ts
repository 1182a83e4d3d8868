import { expect, it } from 'vitest';
import type { CellNetwork } from '../../../bench/accuracy/cells/cellNetwork';
import { holds, readCell, widthOf } from '../../../bench/accuracy/cells/cellReading';

/** The whole table is `npm run bench:accuracy -- --cells`. */
it.each([
  ['simpleRNN', 4, 1],
  ['lstm', 16, 2],
  ['gru', 64, 3],
] as [CellNetwork['type'], number, number][])(
  '%s of %i units, 4 symbols, seed %i: every number as all histories give it, within 5 %',
  async (type, units, seed) => {
    const readings = await readCell({ type, units, symbols: 4, length: 6, seed }, [2, 4, 6], 600);
    expect(readings).toHaveLength(17);
    for (const reading of readings) {
      const said = JSON.stringify(reading);
      expect(widthOf(reading), said).toBeLessThan(0.05);
      // One in twenty 95 % intervals misses by chance: half a width more holds all but a few in a thousand.
      expect(holds(reading, 0.5), said).toBe(true);
    }
  },
);
