import { expect, test } from 'vitest';
import { readHead } from '../../../../src/result/states/readHead';
import { ResultIndex } from '../../../../src/result/resultIndex';
import { fakeStates } from '../../../../webview/fake/states';
import { firstChoices, sceneOf, type Scene } from '../../../../webview/model/scene';
import { MapLooks } from '../../../../webview/states/mapLooks';
import type { Theme } from '../../../../webview/ui/theme';
import { memoryOf, resultOf } from '../../../support/results';

const theme: Theme = {
  dark: true,
  highContrast: false,
  background: '#1e1e1e',
  foreground: '#cccccc',
  quiet: '#999999',
  grid: '#444444',
  focus: '#0078d4',
  tooltipBackground: '#252526',
  tooltipForeground: '#cccccc',
  tooltipBorder: '#454545',
  series: ['#3794ff'],
  fontFamily: 'sans-serif',
  fontSize: 11,
  ramp: () => '#808080',
};

const config =
  '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "simpleRNN", "name": "memory", "units": 4 }, ' +
  '{ "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }';

const viewAt = (epoch: number) => {
  const head = readHead(fakeStates({ sequences: 3, length: 12, units: 4, epoch, name: 'memory' }))!;
  return { head, shape: head.header.arrays[0] };
};

/** A run whose layer keeps `most` bits of the input of its own step at epoch 30, and half of it at epoch 20. */
const sceneWith = (most: number): Scene =>
  sceneOf(
    new ResultIndex(
      resultOf({
        config,
        estimates: [...memoryOf('memory', [most / 2], { epoch: 20 }), ...memoryOf('memory', [most])],
      }),
    ),
    firstChoices,
    false,
  );

test('the map shows what the layer keeps in this run, where a run before had as many estimates', () => {
  const looks = new MapLooks();
  expect(looks.of(sceneWith(1.5), viewAt(30), { theme }).kept.top).toBe(1.5);
  expect(looks.of(sceneWith(0.5), viewAt(30), { theme }).kept.top).toBe(0.5);
});

test('the map shows what the layer keeps at the epoch of its states', () => {
  const looks = new MapLooks();
  const scene = sceneWith(1.5);
  expect(looks.of(scene, viewAt(30), { theme }).kept.top).toBe(1.5);
  expect(looks.of(scene, viewAt(20), { theme }).kept.top).toBe(0.75);
});

test('a look is kept while the run, the states and the theme stay, and made again for another theme', () => {
  const looks = new MapLooks();
  const scene = sceneWith(1.5);
  const first = looks.of(scene, viewAt(30), { theme });
  expect(looks.of(scene, viewAt(30), { theme })).toBe(first);
  const lighter = { ...theme, foreground: '#ffffff' };
  expect(looks.of(scene, viewAt(30), { theme: lighter }).theme).toBe(lighter);
});
