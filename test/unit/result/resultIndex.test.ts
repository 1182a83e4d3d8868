import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeResult } from '../../../webview/fake/result';
import { ResultIndex } from '../../../src/result/resultIndex';
import { firstChoices, lastOf, sceneOf } from '../../../webview/model/scene';

test('an index filled piece by piece equals one filled at once', () => {
  const whole = new ResultIndex(fakeResult({ layers: 3, snapshots: 4 }));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 8 }), (sizes) => {
      const source = fakeResult({ layers: 3, snapshots: 4 });
      const growing = { ...source, estimates: [] as typeof source.estimates };
      const index = new ResultIndex(growing);
      let at = 0;
      for (const size of [...sizes, source.estimates.length]) {
        growing.estimates.push(...source.estimates.slice(at, at + size));
        at += size;
        index.take();
      }
      expect(index.epochs).toEqual(whole.epochs);
      for (const epoch of whole.epochs) {
        expect(index.at('memory', 'memory', epoch)).toEqual(whole.at('memory', 'memory', epoch));
        expect(index.atEnd('outputInformation', 'out', epoch)).toEqual(whole.atEnd('outputInformation', 'out', epoch));
      }
    }),
    { numRuns: 20 },
  );
});

test('an estimate stands under its layer, whichever side of the semicolon that is', () => {
  const result = fakeResult({ layers: 4 });
  const index = new ResultIndex(result);
  const epoch = index.epochs.at(-1)!;
  expect(index.atEnd('inputInformation', 'memory', epoch)).toMatchObject({ source: 'X', target: 'memory', time: 12 });
  expect(index.atEnd('outputInformation', 'memory', epoch)).toMatchObject({ source: 'memory', target: 'Y', time: 12 });
  expect(index.atEnd('historyInformation', 'memory', epoch)).toMatchObject({
    source: 'memory',
    target: 'memory',
    time: 12,
  });
  expect(index.atEnd('rate', 'z', epoch)?.target).toBe('z');
  expect(index.at('layerInformation', 'embed', epoch).map(({ target }) => target)).toEqual(['memory', 'z', 'out']);
  expect(index.at('layerInformation', 'out', epoch)).toEqual([]);
});

test('estimates by other estimators and on training sequences never stand among those of the charts', () => {
  const result = fakeResult({ layers: 3 });
  const plain = new ResultIndex({ ...result, estimates: [...result.estimates] });
  const others = result.estimates.flatMap((estimate) => [
    { ...estimate, value: 99, epoch: 1000, beside: 'binning' as const },
    { ...estimate, value: 98, set: 'training' as const },
  ]);
  const mixed = new ResultIndex({ ...result, estimates: [...others, ...result.estimates, ...others] });
  expect(mixed.epochs).toEqual(plain.epochs);
  for (const epoch of plain.epochs) {
    for (const quantity of ['inputInformation', 'outputInformation', 'memory', 'rate'] as const) {
      for (const { name } of result.layers)
        expect(mixed.at(quantity, name, epoch)).toEqual(plain.at(quantity, name, epoch));
    }
  }
  expect(mixed.alsoWith('inputInformation', 'memory').every(({ value }) => value === 99)).toBe(true);
  expect(mixed.onTraining('outputInformation', 'memory').every(({ value }) => value === 98)).toBe(true);
});

test('numbers that are not finite are never drawn', () => {
  const result = fakeResult({ layers: 2, epochs: 0 });
  result.estimates = result.estimates.map((estimate) => ({ ...estimate, value: NaN }));
  expect(new ResultIndex(result).epochs).toEqual([]);
});

test('the newest epoch is followed a quantity at a time, a chosen one is shown as it is', () => {
  const result = fakeResult({ layers: 3 });
  const last = result.estimates.at(-1)!.epoch;
  result.estimates = result.estimates.filter((estimate) => estimate.epoch < last || estimate.quantity === 'memory');
  const index = new ResultIndex(result);
  const newest = sceneOf(index, firstChoices, true);
  expect(lastOf(newest, 'memory', 'z')?.epoch).toBe(last);
  expect(lastOf(newest, 'inputInformation', 'z')?.epoch).toBeLessThan(last);
  const chosen = sceneOf(index, { ...firstChoices, epoch: last }, true);
  expect(lastOf(chosen, 'inputInformation', 'z')).toBeUndefined();
});

test("a network's index has that network alone, and grows with its document", () => {
  const result = fakeResult({ layers: 3 });
  const other = fakeResult({ layers: 3, seed: 2 });
  const network = { ...other, name: 'other', estimates: other.estimates.slice(0, 50), exact: [] };
  result.config.networks = { other: other.config.model };
  result.networks = [network];
  const index = new ResultIndex(result);
  expect(index.ofNetwork(network).epochs).toEqual([0]);
  network.estimates.push(...other.estimates.slice(50));
  network.fits = [{ layer: 'z', epoch: 30, horizon: 4 }];
  const own = index.ofNetwork(network);
  expect(own.epochs).toEqual(new ResultIndex(other).epochs);
  expect(own.atEnd('memory', 'z', 30)).toBe(new ResultIndex(other).atEnd('memory', 'z', 30));
  expect(own.fit('z')).toMatchObject({ horizon: 4 });
  expect(index.fit('z')).toBeUndefined();
});
