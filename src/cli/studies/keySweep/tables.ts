import { sweptKeys, valuesOf, valueText } from '../../../config/layers/sweptKeys';
import { nameOfModel } from '../../../result/networks';
import type { AnalysisResult } from '../../../result/result';
import {
  formulaOf,
  type SweptFigure,
  sweptFigures,
  type SweptMetric,
  sweptMetrics,
} from '../../../result/studies/keySweep/summary';
import { assumedLine, cell, interval, table } from '../../table';

/** Metrics of one table: a row stays on a line of a terminal. */
const mostColumns = 4;

/** Every metric of a sweep over keys, a row a place; a table of four metrics at a time. */
export function keySweepTables(result: AnalysisResult): string[][] {
  const metrics = sweptMetrics(result);
  if (metrics.length === 0) return [];
  const { sweep, analysis } = result.config;
  const keys = sweptKeys(sweep);
  const networks = new Set(metrics.map(({ networkName }) => networkName));
  const columns = metrics.map((metric) => ({ metric, figures: sweptFigures(result, metric) }));
  const tables = [...networks].flatMap((network) => {
    const own = columns.filter(({ metric }) => metric.networkName === network);
    return chunks(own, mostColumns).map((part) => ({ network, part }));
  });
  return tables.map(({ network, part }, i) => {
    const places = keyed(part.flatMap(({ figures }) => figures));
    const repetitions = Math.max(...part.flatMap(({ figures }) => figures.map((one) => one.repetitions)));
    const of = networks.size > 1 ? ` of ${network ?? nameOfModel(result)}` : '';
    return [
      ...(i === 0
        ? [
            `Sweep over ${keys.map(({ key }) => key).join(' and ')}, ${analysis.unit}: each row is an analysis of ` +
              `the whole config, ${times(repetitions)} with 95 % intervals`,
          ]
        : []),
      ...table(
        [...keys.map(({ key }) => key.split('.').at(-1) ?? key), ...part.map(({ metric }) => `${nameOf(metric)}${of}`)],
        places.map(({ key, place }) => [
          ...valuesOf(place).map(valueText),
          ...part.map(({ metric, figures }) =>
            textOf(
              metric,
              figures.find((one) => keyOf(one) === key),
            ),
          ),
        ]),
      ),
      ...assumedLine(part.flatMap(({ figures }) => figures.map((one) => ('mean' in one ? one.mean : undefined)))),
    ];
  });
}

const times = (repetitions: number): string =>
  repetitions === 1 ? 'one repetition' : `means over ${repetitions} repetitions`;

const nameOf = (metric: SweptMetric): string =>
  !('field' in metric)
    ? formulaOf(metric)
    : { accuracy: 'held-out accuracy', loss: 'held-out loss', parameters: 'parameters', seconds: 'training, s' }[
        metric.field
      ];

const keyOf = ({ place }: SweptFigure): string => JSON.stringify(valuesOf(place));

/** Each place once, in the order of the config. */
function keyed(figures: readonly SweptFigure[]): { key: string; place: SweptFigure['place'] }[] {
  const places = new Map(figures.map((one) => [keyOf(one), one.place]));
  return [...places].map(([key, place]) => ({ key, place }));
}

function textOf(metric: SweptMetric, figure: SweptFigure | undefined): string {
  if (!figure) return '–';
  if ('mean' in figure) return cell(figure.mean).trim();
  if ('field' in metric && metric.field === 'parameters') return String(Math.round(figure.value));
  return interval(figure, figure.repetitions);
}

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
