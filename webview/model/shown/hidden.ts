import type { PageLayout } from '../../../src/page/layout';
import type { ChartData, Series } from '../chartData';

/** The name under which the layout knows a series. */
export const seriesKey = (chart: string, series: Series): string => `${chart}/${series.name}`;

/**
 * The data without what the person has hidden. A hidden series stays in its place without marks, so that colours and
 * the others' places do not change; a heat map loses its row.
 */
export function withoutHidden(chart: string, chartData: ChartData, layout: PageLayout, heat: boolean): ChartData {
  const { hiddenSeries, hiddenLayers } = layout;
  if (hiddenSeries.length === 0 && hiddenLayers.length === 0) return chartData;
  const isHidden = (layer: string | undefined): boolean => layer !== undefined && hiddenLayers.includes(layer);
  const series = chartData.series.map((one): Series => {
    if (hiddenSeries.includes(seriesKey(chart, one)) || isHidden(one.layer)) return { ...one, marks: [] };
    return one.marks.some(({ layer }) => isHidden(layer))
      ? { ...one, marks: one.marks.filter(({ layer }) => !isHidden(layer)) }
      : one;
  });
  return { ...chartData, series: heat ? series.filter(({ marks }) => marks.length > 0) : series };
}
