import type { OpenEnd } from '../../src/result/interval';
import { h, svg } from '../ui/dom';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import { limitNameFits } from '../painters/common';
import { seriesStyle, type DrawState } from '../painters/drawState';
import { shapePath, type Shape } from '../ui/layerStyle';
import { dashOf } from '../painters/runs';
import { sentenceText } from '../model/sentence';
import { seriesKey } from '../model/shown/hidden';

/** The names of series are buttons that hide and show them. */
export interface LegendSwitches {
  readonly chart: string;
  readonly toggle: (series: string) => void;
}

/**
 * The entries that the layers' own legend lacks: exact and fitted lines, training values, and the ramp of the epochs.
 */
export function legendOf(
  chartData: ChartData,
  drawState: DrawState,
  width: number,
  scale: { low: string; high: string } | undefined,
  switches: LegendSwitches,
): HTMLElement[] {
  const items = chartData.series.filter(
    (series) =>
      series.marks.length > 0 &&
      series.role !== 'other' &&
      (series.role === 'exact' || series.role === 'fit' || series.colour !== undefined),
  );
  const entries: HTMLElement[] = items.map((series) => {
    const key = seriesKey(switches.chart, series);
    const hidden = drawState.layout.hiddenSeries.includes(key);
    const entry = h(
      'button',
      { type: 'button', class: 'entry', 'data-series': key, title: t('Show or hide') },
      line(series, drawState),
      h('span', {}, series.name),
    );
    entry.setAttribute('aria-pressed', String(!hidden));
    entry.addEventListener('click', () => switches.toggle(key));
    return entry;
  });
  if (chartData.series.some(({ role }) => role === 'path'))
    entries.push(rampKey(drawState, t('epoch 0'), String(drawState.lastEpoch)));
  if (scale) entries.push(rampKey(drawState, scale.low, scale.high));
  for (const band of chartData.bands)
    entries.push(
      h(
        'span',
        { class: 'entry' },
        swatch(drawState.theme.quiet),
        t('{0}, up to {1}', band.name, formatValue(band.high)),
      ),
    );
  for (const limit of chartData.limits)
    if (!limitNameFits(limit, width))
      entries.push(h('span', { class: 'entry' }, dashes(drawState.theme.quiet), limit.name));
  const whiskered = chartData.series.filter(({ role }) => role === 'estimate' || role === 'path');
  const open = new Set(whiskered.flatMap(({ marks }) => marks.flatMap(openEnds)));
  if (open.has('model'))
    entries.push(
      h('span', { class: 'entry' }, whisker(drawState.theme.foreground, 'model'), t('a limit that a model assumes')),
    );
  if (open.has('endless'))
    entries.push(
      h('span', { class: 'entry' }, whisker(drawState.theme.foreground, 'endless'), t('no known limit on that side')),
    );
  const shown = new Set(chartData.series.map(({ run }) => run));
  drawState.runs.forEach(({ name }, run) => {
    if (!shown.has(run)) return;
    const text = t('{0}: {1}', run + 1, sentenceText(name));
    entries.push(h('span', { class: 'entry' }, dashes(drawState.theme.foreground, dashOf(run)), text));
  });
  for (const note of chartData.notes ?? []) entries.push(h('span', { class: 'entry' }, note));
  return entries;
}

const shownKeys = new WeakMap<HTMLElement, string>();

/** Replaces the entries where they changed; the keyboard's focus stays on the same series. */
export function replaceLegend(legend: HTMLElement, entries: readonly HTMLElement[]): void {
  const key = entries.map(({ outerHTML }) => outerHTML).join('');
  if (shownKeys.get(legend) === key) return;
  shownKeys.set(legend, key);
  const focused = legend.contains(document.activeElement) ? document.activeElement?.getAttribute('data-series') : null;
  legend.replaceChildren(...entries);
  if (focused !== null) entries.find((entry) => entry.getAttribute('data-series') === focused)?.focus();
}

function line(series: Series, drawState: DrawState): SVGElement {
  const style = seriesStyle(series, drawState);
  const colour =
    style?.colour ??
    (series.colour === undefined
      ? drawState.theme.quiet
      : drawState.theme.series[series.colour % drawState.theme.series.length]);
  const dash =
    series.role === 'exact' ? '4 3' : series.role === 'fit' ? '1.5 2' : series.dashed === true ? '3 2' : 'none';
  return dashes(colour, dash, series.role === 'estimate' ? style?.shape : undefined);
}

function dashes(colour: string, dash = '4 3', shape?: Shape): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 20 10', width: 20, height: 10, 'aria-hidden': 'true' },
    svg('path', { d: 'M0 5h20', stroke: colour, 'stroke-width': 1.5, 'stroke-dasharray': dash, fill: 'none' }),
    ...(shape ? [svg('path', { d: shapePath(shape), fill: colour, transform: 'translate(5 0)' })] : []),
  );
}

function openEnds({ interval, xInterval }: Mark): OpenEnd[] {
  return [interval?.lowEnd, interval?.highEnd, xInterval?.lowEnd, xInterval?.highEnd].filter(
    (end) => end !== undefined,
  );
}

/** A dashed whisker without a cap, up from a dot; an endless one ends in a caret. */
function whisker(colour: string, end: OpenEnd): SVGElement {
  const stroke = { stroke: colour, 'stroke-width': 1.25, fill: 'none' };
  return svg(
    'svg',
    { viewBox: '0 0 8 14', width: 8, height: 14, 'aria-hidden': 'true' },
    svg('path', { d: 'M4 4v8', 'stroke-dasharray': '2 2', ...stroke }),
    ...(end === 'endless' ? [svg('path', { d: 'M1.5 3.5L4 1l2.5 2.5', ...stroke })] : []),
    svg('circle', { cx: 4, cy: 12, r: 2, fill: colour }),
  );
}

function swatch(colour: string): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 20 10', width: 20, height: 10, 'aria-hidden': 'true' },
    svg('rect', { x: 0, y: 1, width: 20, height: 8, fill: colour, opacity: 0.3 }),
  );
}

/** A strip of the ramp between two names. */
function rampKey(drawState: DrawState, low: string, high: string): HTMLElement {
  const parts = Array.from({ length: 24 }, (_, i) =>
    svg('rect', { x: i * 3, y: 0, width: 3.2, height: 8, fill: drawState.theme.ramp(i / 23) }),
  );
  return h(
    'span',
    { class: 'entry' },
    low,
    svg('svg', { viewBox: '0 0 72 8', width: 72, height: 8, 'aria-hidden': 'true' }, ...parts),
    high,
  );
}
