import type { PageLayout } from '../../../src/page/layout';
import type { ChartData } from '../chartData';
import { fitted } from './fitted';
import { withoutHidden } from './hidden';
import { canBeLogarithmic, logarithmic } from './logarithmic';

/** What a chart draws of its data, as the person has arranged it; the data's table and files keep everything. */
export function shownData(
  id: string,
  chartData: ChartData,
  layout: PageLayout,
  kind: { readonly heat: boolean; readonly lines: boolean },
): ChartData {
  const visible = withoutHidden(id, chartData, layout, kind.heat);
  if (kind.heat) return visible;
  if (kind.lines && layout.logarithmic.includes(id) && canBeLogarithmic(visible)) return logarithmic(visible);
  return fitted(visible, Object.hasOwn(layout.scales, id) ? layout.scales[id] : undefined);
}
