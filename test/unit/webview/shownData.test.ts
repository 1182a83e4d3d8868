import { describe, expect, test } from 'vitest';
import { plainLayout } from '../../../src/page/layout';
import type { Axis, ChartData, Mark, Series } from '../../../webview/model/chartData';
import { offScaleNotes } from '../../../webview/model/shown/offScale';
import { shownData } from '../../../webview/model/shown/shown';
import { Zooms } from '../../../webview/model/zooms';
import { AxisMemory } from '../../../webview/painters/axisMemory';
import { cellEdges, changedRange } from '../../../webview/painters/zooming';

function mark(x: number, y: number, high = y, layer?: string): Mark {
  return {
    x,
    y,
    interval: { low: y, high },
    bound: 'none',
    warnings: [],
    read: '',
    details: [],
    cells: [],
    ...(layer === undefined ? {} : { layer }),
  };
}

const lags: Axis = { label: 'lag', kind: 'lag', low: 0, high: 3, whole: true };

function chart(series: readonly Partial<Series>[], y: Axis, more: Partial<ChartData> = {}): ChartData {
  return {
    says: '',
    of: [],
    x: lags,
    y,
    series: series.map((one, i) => ({ name: `s${i}`, role: 'estimate', marks: [], ...one })),
    limits: [],
    bands: [],
    columns: [],
    ...more,
  };
}

const lines = { heat: false, lines: true };

describe('scaling to the data', () => {
  const far = chart(
    [{ marks: [mark(0, 0.2), mark(1, 0.1, 100)] }],
    { label: 'bits', low: 0, high: 100 },
    { limits: [{ axis: 'y', value: 24, name: 'H(X)' }] },
  );

  test('a whisker to 100 and a limit at 24 do not flatten values of 0.2; words say where they are', () => {
    const { y } = shownData('memory', far, plainLayout, lines);
    expect(y).toMatchObject({ low: 0, high: 0.2 });
    const notes = offScaleNotes(far, { x: lags, y });
    expect(notes).toEqual(['H(X) = 24.0, off the scale', 'one interval ends off the scale, at 100']);
  });

  test('the person may ask for the limits, or for the data where the limits are near', () => {
    const limits = { ...plainLayout, scales: { memory: 'limits' as const } };
    expect(shownData('memory', far, limits, lines).y.high).toBe(100);
    const near = chart([{ marks: [mark(0, 0.8)] }], { label: 'bits', low: 0, high: 2 });
    expect(shownData('memory', near, plainLayout, lines).y.high).toBe(2);
    const data = { ...plainLayout, scales: { memory: 'data' as const } };
    expect(shownData('memory', near, data, lines).y.high).toBe(0.8);
  });

  test('columns down from zero keep their whole height', () => {
    const flow = chart([{ marks: [mark(0, 0.4)] }, { marks: [mark(0, -0.3)] }], { label: 'bits', low: -2, high: 24 });
    expect(shownData('flow', flow, plainLayout, { heat: false, lines: false }).y).toMatchObject({
      low: -0.3,
      high: 0.4,
    });
  });

  test('values that are all zero leave the axis as it is', () => {
    const zero = chart([{ marks: [mark(0, 0)] }], { label: 'bits', low: 0, high: 2 });
    expect(shownData('memory', zero, { ...plainLayout, scales: { memory: 'data' } }, lines).y.high).toBe(2);
  });
});

describe('hiding', () => {
  const two = chart(
    [
      { layer: 'a', name: 'a', marks: [mark(0, 1)] },
      { layer: 'b', name: 'b', marks: [mark(0, 2)] },
    ],
    { label: 'bits', low: 0, high: 2 },
  );

  test('a hidden series keeps its place, so that the others keep their colours; a map loses the row', () => {
    const layout = { ...plainLayout, hiddenLayers: ['a'] };
    expect(shownData('memory', two, layout, lines).series.map(({ marks }) => marks.length)).toEqual([0, 1]);
    expect(shownData('time', two, layout, { heat: true, lines: false }).series.map(({ name }) => name)).toEqual(['b']);
  });

  test('a series is hidden in its own chart only', () => {
    const layout = { ...plainLayout, hiddenSeries: ['loss/a'] };
    expect(shownData('loss', two, layout, lines).series[0].marks).toEqual([]);
    expect(shownData('memory', two, layout, lines).series[0].marks).toHaveLength(1);
  });

  test('where columns mix layers, only the marks of the hidden one go', () => {
    const mixed = chart([{ marks: [mark(0, 1, 1, 'a'), mark(1, 2, 2, 'b')] }], { label: 'bits', low: 0, high: 2 });
    const { series } = shownData('flow', mixed, { ...plainLayout, hiddenLayers: ['a'] }, { heat: false, lines: false });
    expect(series[0].marks.map(({ x }) => x)).toEqual([1]);
  });
});

describe('the logarithmic axis', () => {
  const layout = { ...plainLayout, logarithmic: ['loss'] };

  test('heights, intervals and limits are powers of ten; what is below the lowest is at the bottom and told', () => {
    const data = chart(
      [{ marks: [mark(0, 1, 10), mark(1, 0.01), mark(2, 0)] }],
      { label: 'bits', low: 0, high: 10 },
      { limits: [{ axis: 'y', value: 10, name: 'H' }] },
    );
    const shown = shownData('loss', data, layout, lines);
    expect(shown.series[0].marks.map(({ y }) => y)).toEqual([0, -2, -2]);
    expect(shown.series[0].marks[0].interval?.high).toBe(1);
    expect(shown.limits[0].value).toBe(1);
    expect(shown.y).toMatchObject({ low: -2, high: 1, log: true });
    expect(shown.notes).toEqual(['values below 0.01 are drawn at the bottom']);
    expect(offScaleNotes({ ...shown, y: { ...shown.y, high: 0 } }, { x: lags, y: { low: -2, high: 0 } })[0]).toBe(
      'H = 10.0, off the scale',
    );
  });

  test('an axis with values below zero, and one of columns, stay as they are', () => {
    const signed = chart([{ marks: [mark(0, -1), mark(1, 1)] }], { label: 'bits', low: -1, high: 1 });
    expect(shownData('loss', signed, layout, lines).y.log).toBeUndefined();
    const plain = chart([{ marks: [mark(0, 1)] }], { label: 'bits', low: 0, high: 1 });
    expect(shownData('loss', plain, layout, { heat: false, lines: false }).y.log).toBeUndefined();
  });
});

describe('zooming', () => {
  test('axes of one kind share their range, in values and not in places', () => {
    const zooms = new Zooms();
    const steps: Axis = { label: 'time step', kind: 'time', low: 1, high: 9, whole: true };
    const thinned: Axis = { label: 'time step', kind: 'time', low: 0, high: 4, names: ['1', '3', '5', '7', '9'] };
    const [curves, map] = [new AxisMemory('curves', zooms), new AxisMemory('map', zooms)];
    curves.zoom('x', steps, { low: 3, high: 7 });
    expect(map.view('x', thinned)).toEqual({ low: 1, high: 3 });
    map.zoom('x', thinned, { low: 2, high: 4 });
    expect(curves.view('x', steps)).toEqual({ low: 5, high: 9 });
    map.zoom('x', thinned, { low: 0, high: 4 });
    expect(curves.isZoomed('x', steps)).toBe(false);
  });

  test('axes without a kind are zoomed alone, and a range outside of a chart leaves that chart whole', () => {
    const zooms = new Zooms();
    const bits: Axis = { label: 'bits', low: 0, high: 2, tight: true };
    const [one, other] = [new AxisMemory('one', zooms), new AxisMemory('other', zooms)];
    one.zoom('y', bits, { low: 0.5, high: 1 });
    expect(one.view('y', bits)).toEqual({ low: 0.5, high: 1 });
    expect(other.view('y', bits)).toEqual({ low: 0, high: 2 });
    one.zoom('x', { ...lags, high: 30 }, { low: 20, high: 30 });
    expect(other.view('x', lags)).toEqual({ low: 0, high: 3 });
  });

  test('a zoom keeps its centre and stays on the axis; a move stops at its ends', () => {
    const whole = { low: 0, high: 10 };
    expect(changedRange(whole, whole, { factor: 0.5, centre: 2 })).toEqual({ low: 1, high: 6 });
    expect(changedRange(whole, { low: 1, high: 6 }, { factor: 4, centre: 2 })).toEqual(whole);
    expect(changedRange(whole, { low: 6, high: 9 }, { move: 1 })).toEqual({ low: 7, high: 10 });
    expect(cellEdges({ low: 2.3, high: 5.6 })).toEqual({ low: 2.5, high: 5.5 });
  });
});
