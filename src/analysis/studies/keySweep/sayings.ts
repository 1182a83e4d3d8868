import { sentence } from '../../../base/sentence';
import {
  sweptKeys,
  type SweptKey,
  type SweptPlace,
  usualSweptSeeds,
  valueText,
} from '../../../config/layers/sweptKeys';
import { directionOf } from '../../../result/direction';
import { amount, percent, roundedDown, roundedUp } from '../../../result/format';
import type { AnalysisResult, Advice, Sentence } from '../../../result/result';
import type { StudySource } from '../../../result/studies';
import {
  ascending,
  bySecond,
  formulaOf,
  growthOf,
  type SweptFigure,
  sweptFigures,
  type SweptMetric,
  sweptMetrics,
} from '../../../result/studies/keySweep/summary';
import { upperEnd } from '../../../result/upperEnd';
import { convert, unitWord } from '../../../result/units';
import { cited, type CitedArgument, type Figure, listed } from '../../sayings/figures';
import type { StudySayings } from '../study';

export const keySweepSayings: StudySayings = { findings, advice };

/** A sentence has no more values of a second key than these. */
const mostListed = 8;
/** No config has more repetitions. */
const mostSeeds = 50;

/** How the information about the target, and the accuracy, go with the keys. */
function findings(result: AnalysisResult): Sentence[] {
  const metrics = [informationOf(result), sweptMetrics(result).find(isAccuracy)].filter((one) => one !== undefined);
  return metrics.flatMap((metric) => saidOf(result, metric));
}

const isAccuracy = (metric: SweptMetric): boolean =>
  'field' in metric && metric.field === 'accuracy' && metric.networkName === undefined;

/** What the last recurrent layer holds about the target; without a target, about the input. */
function informationOf(result: AnalysisResult): SweptMetric | undefined {
  const own = sweptMetrics(result).filter(({ networkName }) => networkName === undefined);
  const layers = [...result.layers].sort((a, b) => Number(a.recurrent) - Number(b.recurrent));
  const last = (quantity: string): SweptMetric | undefined => {
    const found = layers.flatMap(
      ({ name }) => own.find((one) => 'quantity' in one && one.quantity === quantity && one.subject === name) ?? [],
    );
    return found.at(-1);
  };
  return last('outputInformation') ?? last('inputInformation');
}

function saidOf(result: AnalysisResult, metric: SweptMetric): Sentence[] {
  const keys = sweptKeys(result.config.sweep);
  const figures = sweptFigures(result, metric);
  // A single repetition has no interval of an accuracy.
  if (figures.length === 0 || ('field' in metric && figures.some(({ repetitions }) => repetitions < 2))) return [];
  if (keys.length > 1) return gridSaid(result, metric, figures, keys);
  const inOrder = ascending(figures);
  return inOrder
    ? growthSaid(result, metric, inOrder, keys[0].key)
    : extremesSaid(result, metric, figures, keys[0].key);
}

/** "I(state;Y) in bits", "The held-out accuracy": shares are printed with their percent sign. */
const nameOf = (metric: SweptMetric, { config }: AnalysisResult): Sentence =>
  'field' in metric
    ? sentence('The held-out accuracy')
    : sentence('{0} in {1}', formulaOf(metric), unitWord(config.analysis.unit));

function growthSaid(
  result: AnalysisResult,
  metric: SweptMetric,
  figures: readonly SweptFigure[],
  key: string,
): Sentence[] {
  const growth = growthOf(figures);
  if (!growth) return [];
  const told = (one: SweptFigure): Figure => figureOf(result, one);
  const at = ({ place }: SweptFigure): CitedArgument => valueArgument(place.first);
  const name = nameOf(metric, result);
  switch (growth.kind) {
    case 'stops':
      return [
        cited({
          args: [name, key, at(growth.stop), told(growth.stop), at(growth.highest), told(growth.highest)],
          message:
            '{0} stops growing within its intervals at {1} = {2}: it is {3} there, and no interval beyond lies above ' +
            'that one. The largest beyond is {5}, at {4}.',
        }),
      ];
    case 'level':
      return [
        cited({
          args: [name, key, at(growth.first), at(growth.last), told(growth.first), told(growth.last)],
          message:
            '{0} does not grow beyond its intervals from {1} = {2} to {3}: it is {4} at the one end and ' +
            '{5} at the other.',
        }),
      ];
    case 'grows':
      return [
        cited({
          args: [name, key, at(growth.last), told(growth.last), told(growth.before), at(growth.before)],
          message: '{0} still grows at the largest {1}, {2}: it is {3} there and {4} at {5}.',
        }),
      ];
    case 'unclear':
      return [
        cited({
          args: [name, key, at(growth.from), at(growth.last), told(growth.from), told(growth.last)],
          message:
            'Whether {0} grows from {1} = {2} to {3} cannot be seen: it is {4} and {5}, and intervals there are ' +
            'wider than a quarter of its largest value.',
        }),
      ];
  }
}

/** Values that have no order: the most and the least, and whether their intervals meet. */
function extremesSaid(
  result: AnalysisResult,
  metric: SweptMetric,
  figures: readonly SweptFigure[],
  key: string,
): Sentence[] {
  if (figures.length < 2 || figures.some(({ high }) => !Number.isFinite(high))) return [];
  const most = figures.reduce((best, one) => (one.value > best.value ? one : best));
  const least = figures.reduce((worst, one) => (one.value < worst.value ? one : worst));
  const told = (one: SweptFigure): Figure => figureOf(result, one);
  return [
    cited({
      args: [
        nameOf(metric, result),
        key,
        valueArgument(most.place.first),
        told(most),
        valueArgument(least.place.first),
        told(least),
      ],
      message:
        least.high < most.low
          ? '{0} is largest with {1} = {2}, {3}, and smallest with {4}, {5}: their intervals do not meet.'
          : '{0} is largest with {1} = {2}, {3}, and smallest with {4}, {5}, but their intervals meet.',
    }),
  ];
}

/** Where the metric stops growing with the first key, for each value of the second. */
function gridSaid(
  result: AnalysisResult,
  metric: SweptMetric,
  figures: readonly SweptFigure[],
  keys: readonly SweptKey[],
): Sentence[] {
  const [{ key }, second] = keys;
  const stops = bySecond(figures, keys).flatMap((own) => {
    const growth = growthOf(ascending(own) ?? []);
    return growth?.kind === 'stops' ? [growth.stop] : [];
  });
  if (stops.length === 0) return [];
  return [
    cited({
      args: [
        nameOf(metric, result),
        key,
        second.key,
        stops
          .slice(0, mostListed)
          .map(({ place }) => `${valueText(place.first)} (${valueText(place.second ?? '')})`)
          .join(', '),
        listed(stops.slice(0, mostListed).map((one) => ({ name: '', figure: figureOf(result, one) }))),
      ],
      message:
        '{0} stops growing within its intervals at these values of {1}, for values of {2}: {3}. There it is {4}.',
    }),
  ];
}

/** Where the information still grows at the end of a key, go further; where intervals hide it, repeat more often. */
function advice(result: AnalysisResult): Advice[] {
  const { sweep } = result.config;
  const keys = sweptKeys(sweep);
  const metric = informationOf(result);
  if (!metric || keys.length !== 1) return [];
  const [swept] = keys;
  const figures = ascending(sweptFigures(result, metric));
  const growth = figures && growthOf(figures);
  const common = { kind: 'study' as const, severity: 'info' as const };
  if (growth?.kind === 'unclear') {
    const seeds = sweep?.seeds ?? usualSweptSeeds;
    const more = 2 * seeds;
    return more > mostSeeds
      ? []
      : [
          cited({
            ...common,
            args: [nameOf(metric, result), swept.key, seeds, more],
            edits: [{ path: ['sweep', 'seeds'], value: more }],
            message: 'The intervals of {0} over {1} are wide with {2} repetitions. Use {3}.',
          }),
        ];
  }
  if (growth?.kind !== 'grows' || typeof growth.last.place.first !== 'number') return [];
  const next = 2 * growth.last.place.first;
  if (!(next > 0)) return [];
  return [
    cited({
      ...common,
      args: [nameOf(metric, result), swept.key, growth.last.place.first, figureOf(result, growth.last), next],
      edits: [
        { path: sweep?.keys ? ['sweep', 'keys', 0, 'values'] : ['sweep', 'values'], value: [...swept.values, next] },
      ],
      message: '{0} still grows at the largest {1} of the sweep, {2}: it is {3} there. Add {4}.',
    }),
  ];
}

/** A number stays one, so that it is printed as the person's language does; a text is shown as it is. */
const valueArgument = (value: SweptKey['values'][number]): CitedArgument =>
  typeof value === 'number' ? value : valueText(value);

/** The mean over repetitions; with "at least" or "at most" where one of them is a bound. */
function figureOf({ config }: AnalysisResult, figure: SweptFigure): Figure {
  if ('records' in figure)
    return {
      text: percent(figure.value),
      cites: [
        {
          field: 'accuracy',
          by: 'mean',
          of: figure.records.map((record) => ({ in: 'swept' as const, ...placeFields(record) })),
        },
      ],
    };
  const { unit } = config.analysis;
  const { estimates, mean } = figure;
  const directions = new Set(estimates.map((one) => directionOf(one, amount)).filter((side) => side !== 'none'));
  const of = estimates.map((one): StudySource => {
    const { quantity, source, target } = one;
    return { in: 'sweptEstimates', ...placeFields(one), quantity, source, target };
  });
  const over = (end: (one: (typeof estimates)[number]) => number): number =>
    estimates.reduce((sum, one) => sum + convert(end(one), one.unit, unit), 0) / estimates.length;
  const cites = (field: string) => [{ field, by: 'mean' as const, of }];
  if (directions.size === 0) return { text: amount(mean.value), cites: cites('value') };
  return directions.has('atLeast')
    ? { text: sentence('at least {0}', roundedDown(amount)(over(({ low }) => low))), cites: cites('low') }
    : { text: sentence('at most {0}', roundedUp(amount)(over(upperEnd))), cites: cites('high') };
}

const placeFields = ({ first, second, repetition }: SweptPlace & { readonly repetition: number }) => ({
  first,
  ...(second !== undefined && { second }),
  repetition,
});
