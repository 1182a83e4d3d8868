import type { Interval } from '../../src/result/interval';
import { dropsOf } from './flowDrops';
import { flowSentence } from './flowSentence';
import { branchOf, chainText } from './networkChain';
import { sentenceText } from '../model/sentence';
import { formatValue } from '../../src/result/format';
import type { Estimate, Quantity } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series } from '../model/chartData';
import {
  estimatedEntropy,
  exactOfLayer,
  exactValue,
  leastOf,
  limitsAbout,
  limitsOf,
  referencesAbout,
} from '../model/exactLines';
import { axisFromZero, estimateColumns, estimateMark, ofWhat, reachOf } from '../model/estimateMarks';
import { inUnit, lastOf, type Scene } from '../model/scene';
import { missingQuantity } from '../model/teaching';
import { classNotes, inputNotes } from '../model/classes';
import { quantityName, unitName } from '../model/labels';

/** How much further than the data a limit may extend the axis; limits beyond that are named at the edge. */
const reach = 1.35;

/**
 * One column per layer: information about the input upward, about the target downward (negative y), at the last step.
 */
export function flowChartData(scene: Scene): ChartData {
  const up = scene.layers.map((layer) => lastOf(scene, 'inputInformation', layer.name));
  const down = scene.layers.map((layer) => lastOf(scene, 'outputInformation', layer.name));
  const inputs = limitsAbout(scene, 'X');
  const targets = limitsAbout(scene, 'Y');
  const present = [...up, ...down].filter((estimate) => estimate !== undefined);
  const series: Series[] = [
    { name: quantityName('inputInformation'), role: 'estimate', marks: columnMarks(scene, up, 1) },
    { name: quantityName('outputInformation'), role: 'estimate', marks: columnMarks(scene, down, -1) },
    ...exactColumns(scene),
  ];
  const extent = everyEpoch(scene);
  const capacities = capacityMarks(scene);
  const reachable = capacities.filter(({ y }) => y <= extent.high * reach);
  if (reachable.length) series.push({ name: t('state capacity'), role: 'exact', marks: reachable });
  const limits = [
    ...limitsOf(scene, [...inputs, ...referencesAbout(scene, 'inputInformation')], 'y'),
    ...limitsOf(
      scene,
      [...targets, ...estimatedEntropy(scene, 'Y'), ...referencesAbout(scene, 'outputInformation')],
      'y',
      -1,
    ),
  ];
  const near = limits.filter((limit) => limit.value >= extent.low * reach && limit.value <= extent.high * reach);
  const y = axisFromZero(unitName(scene.unit), [
    extent.low,
    extent.high,
    ...near.map((limit) => limit.value),
    ...everyCapacity(scene).filter((height) => height <= extent.high * reach),
  ]);
  return {
    says: present.length ? flowSentence(scene, down, up, leastOf(scene, inputs), leastOf(scene, targets)) : '',
    of: ofWhat(present),
    x: { label: '', low: 0, high: Math.max(0, scene.layers.length - 1), names: scene.layers.map(({ name }) => name) },
    y,
    series,
    limits: near,
    bands: [],
    drops: dropsOf(scene),
    unknown: [...missing(up, true), ...missing(down, false)],
    notes: [
      ...notEstimated(scene, up, down),
      ...inputNotes(scene),
      ...classNotes(scene, ['Y']),
      ...limits
        .filter((limit) => !near.includes(limit))
        .map((limit) =>
          t('outside the chart: {0} = {1} {2}', limit.name, formatValue(Math.abs(limit.value)), unitName(scene.unit)),
        ),
      ...capacities
        .filter((mark) => !reachable.includes(mark))
        .map(({ layer = '', y: height }) =>
          t('outside the chart: the state capacity of {0} = {1} {2}', layer, formatValue(height), unitName(scene.unit)),
        ),
    ],
    subtitle: chainText(scene, targets.length > 0 || down.some((estimate) => estimate !== undefined)),
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('quantity'), numeric: false },
      { label: t('step'), numeric: true },
      ...estimateColumns(scene),
    ],
    ...(present.length ? {} : { teaching: missingQuantity(scene, 'inputInformation') }),
  };
}

/** The columns that have no estimate where others do. */
function missing(estimates: readonly (Estimate | undefined)[], above: boolean): { x: number; above: boolean }[] {
  if (estimates.every((estimate) => estimate === undefined)) return [];
  return estimates.flatMap((estimate, x) => (estimate ? [] : [{ x, above }]));
}

function notEstimated(
  scene: Scene,
  up: readonly (Estimate | undefined)[],
  down: readonly (Estimate | undefined)[],
): string[] {
  const names = (places: readonly { readonly x: number }[]): string =>
    places.map(({ x }) => scene.layers[x].name).join(', ');
  const [input, target] = [missing(up, true), missing(down, false)];
  return [
    ...(input.length > 0 ? [t('not estimated, about the input: {0}', names(input))] : []),
    ...(target.length > 0 ? [t('not estimated, about the target: {0}', names(target))] : []),
  ];
}

function columnMarks(scene: Scene, estimates: readonly (Estimate | undefined)[], sign: 1 | -1): Mark[] {
  return estimates.flatMap((estimate, x) => {
    if (!estimate) return [];
    const { name } = scene.layers[x];
    const where = sign > 0 ? t('{0} about the input', name) : t('{0} about the target', name);
    const mark = estimateMark(scene, estimate, x, where, [name, quantityName(estimate.quantity), estimate.time], name);
    const placed: Mark = branchOf(scene, x) === undefined ? mark : { ...mark, apart: true };
    if (sign > 0 || !placed.interval) return [placed];
    return [{ ...placed, y: -mark.y, interval: mirrored(placed.interval) }];
  });
}

/** The interval of the negative value. */
const mirrored = ({ low, high, lowEnd, highEnd }: Interval): Interval => ({
  low: -high,
  high: -low,
  ...(highEnd && { lowEnd: highEnd }),
  ...(lowEnd && { highEnd: lowEnd }),
});

/** Exact values of single layers (linear networks), one dash per column. */
function exactColumns(scene: Scene): Series[] {
  const marks = scene.layers.flatMap(({ name }, x) =>
    (['inputInformation', 'outputInformation'] as const).flatMap((quantity): Mark[] => {
      const line = exactOfLayer(scene, quantity, name);
      if (!line) return [];
      const value = exactValue(scene, line);
      const text = t(
        '{0}: exactly {1} {2} ({3})',
        name,
        formatValue(value),
        unitName(scene.unit),
        sentenceText(line.name),
      );
      const y = quantity === 'inputInformation' ? value : -value;
      return [
        {
          x,
          y,
          bound: 'none',
          warnings: [],
          layer: name,
          read: text,
          details: [],
          cells: [name, sentenceText(line.name), line.time, value, value, value, undefined, t('exact')],
        },
      ];
    }),
  );
  return marks.length ? [{ name: t('exact'), role: 'exact', marks }] : [];
}

/** The capacity of each layer's state under its noise, one dash per column. */
function capacityMarks(scene: Scene): Mark[] {
  return scene.layers.flatMap(({ name }, x): Mark[] => {
    const estimate = lastOf(scene, 'stateCapacity', name);
    return estimate
      ? [
          estimateMark(
            scene,
            estimate,
            x,
            t('{0}: state capacity', name),
            [name, quantityName('stateCapacity'), estimate.time],
            name,
          ),
        ]
      : [];
  });
}

/** The capacities of all layers at all epochs, so that the axis is the same for all epochs. */
function everyCapacity(scene: Scene): number[] {
  return scene.layers.flatMap(({ name }) =>
    scene.index.epochsOf('stateCapacity', name).flatMap((epoch) => {
      const estimate = scene.index.atEnd('stateCapacity', name, epoch);
      return estimate ? [inUnit(scene, estimate).value] : [];
    }),
  );
}

/** The range of the columns and their whiskers over all epochs. */
function everyEpoch(scene: Scene): { low: number; high: number } {
  return { low: -heightOf(scene, 'outputInformation'), high: heightOf(scene, 'inputInformation') };
}

function heightOf(scene: Scene, quantity: Quantity): number {
  return reachOf(
    scene.layers.flatMap(({ name }) =>
      scene.index.epochsOf(quantity, name).flatMap((epoch) => {
        const estimate = scene.index.atEnd(quantity, name, epoch);
        return estimate ? [inUnit(scene, estimate)] : [];
      }),
    ),
  );
}
