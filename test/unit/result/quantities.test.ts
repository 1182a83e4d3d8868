import { expect, test } from 'vitest';
import { quantities, type Estimate, type Quantity } from '../../../src/result/estimate';
import type { AnalysisResult } from '../../../src/result/result';
import { ResultIndex } from '../../../src/result/resultIndex';
import { chartKinds } from '../../../webview/charts/catalog';
import { networkQuantities } from '../../../webview/charts/networks';
import { stepQuantities } from '../../../webview/charts/layerCurves';
import { fakeResult } from '../../../webview/fake/result';
import { marksOf, type ChartData } from '../../../webview/model/chartData';
import { firstChoices, sceneOf, type Choices } from '../../../webview/model/scene';

const document = fakeResult({ critic: true });
const index = new ResultIndex(document);

/**
 * In the fake document: the layer under which a quantity is found, or 'X' or 'Y' where it belongs to the data alone.
 */
const subjects: Record<Quantity, string> = {
  inputInformation: 'memory',
  historyInformation: 'memory',
  outputInformation: 'memory',
  layerInformation: 'memory',
  memory: 'memory',
  conditionalMemory: 'memory',
  memoryNull: 'memory',
  lagRelevance: 'Y',
  predictiveInformation: 'memory',
  stateCapacity: 'memory',
  entropy: 'Y',
  rate: 'z',
  relevance: 'z',
  infomax: 'keep',
};

/** How the page shows a quantity: by marks, or by what stands behind them. */
const shownAs: Record<Quantity, 'marks' | 'band' | 'dashed line'> = {
  inputInformation: 'marks',
  historyInformation: 'marks',
  outputInformation: 'marks',
  layerInformation: 'marks',
  memory: 'marks',
  conditionalMemory: 'marks',
  memoryNull: 'band',
  lagRelevance: 'marks',
  predictiveInformation: 'marks',
  stateCapacity: 'marks',
  entropy: 'dashed line',
  rate: 'marks',
  relevance: 'marks',
  infomax: 'marks',
};

const lastOf = (quantity: Quantity): Estimate => index.atEnd(quantity, subjects[quantity])!;

test.each(quantities)('%s is in the fake document and found under its layer', (quantity) => {
  const estimate = lastOf(quantity);
  expect(document.estimates).toContain(estimate);
  expect(estimate).toMatchObject({ quantity, epoch: document.training.at(-1)!.epoch });
  expect([estimate.source, estimate.target]).toContain(subjects[quantity]);
});

test.each(quantities)('every estimate of %s is found under a layer of the network, or under X or Y', (quantity) => {
  const own = document.estimates.filter((estimate) => estimate.quantity === quantity);
  const places = [...document.layers.map(({ name }) => name), 'X', 'Y'];
  const found = places.flatMap((place) =>
    index.epochsOf(quantity, place).flatMap((epoch) => index.at(quantity, place, epoch)),
  );
  expect(new Set(found)).toEqual(new Set(own));
  // A quantity of a layer is found under that layer, never under its other side.
  if (own.some(({ source, target }) => places.slice(0, -2).some((name) => name === source || name === target)))
    expect([...index.epochsOf(quantity, 'X'), ...index.epochsOf(quantity, 'Y')]).toEqual([]);
});

/** Every chart of a document, by every choice of quantity. */
function chartsOf(result: AnalysisResult): ChartData[] {
  const scene = (choices: Partial<Choices>) => sceneOf(new ResultIndex(result), { ...firstChoices, ...choices }, false);
  const scenes = [
    ...stepQuantities.map((stepQuantity) => scene({ stepQuantity })),
    ...networkQuantities.map((networkQuantity) => scene({ networkQuantity })),
  ];
  return chartKinds().flatMap(({ select }) => scenes.flatMap((each) => select(each) ?? []));
}

test.each(quantities)('%s is drawn and tabled, or stands behind what is drawn', (quantity) => {
  const { value, high } = lastOf(quantity);
  const end = high ?? Infinity;
  // Estimated entropies stand in where the task states none.
  const charts = chartsOf(quantity === 'entropy' ? { ...document, exact: [] } : document);
  const shown = charts.filter((chartData) => {
    switch (shownAs[quantity]) {
      case 'marks':
        return marksOf(chartData).some(
          ({ x, y, cells }) => [x, y, -y].includes(value) && cells.some((cell) => cell === value),
        );
      case 'band':
        return chartData.bands.some((band) => band.low <= end && band.high >= end);
      case 'dashed line':
        return chartData.limits.some((limit) => Math.abs(limit.value) === value);
    }
  });
  expect(shown).not.toEqual([]);
});
