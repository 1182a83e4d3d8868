import { sentenceText } from '../model/sentence';
import { namesHeads } from '../../src/config/layers/heads';
import { formatValue } from '../../src/result/format';
import { largestLoss } from '../../src/result/largestLoss';
import type { Estimate, InformationLoss, Quantity } from '../../src/result/result';
import { convert } from '../../src/result/units';
import { t } from '../ui/l10n';
import type { ChartData, Drop, Mark, Series } from '../model/chartData';
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
import { inUnit, lastOf, shownEpoch, type Scene } from '../model/scene';
import { missingQuantity } from '../model/teaching';
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
    says: present.length ? saysOf(scene, down, up, leastOf(scene, inputs), leastOf(scene, targets)) : '',
    of: ofWhat(present),
    x: { label: '', low: 0, high: Math.max(0, scene.layers.length - 1), names: scene.layers.map(({ name }) => name) },
    y,
    series,
    limits: near,
    bands: [],
    drops: dropsOf(scene),
    notes: limits
      .filter((limit) => !near.includes(limit))
      .map((limit) =>
        t('outside the chart: {0} = {1} {2}', limit.name, formatValue(Math.abs(limit.value)), unitName(scene.unit)),
      )
      .concat(
        capacities
          .filter((mark) => !reachable.includes(mark))
          .map(({ layer = '', y: height }) =>
            t(
              'outside the chart: the state capacity of {0} = {1} {2}',
              layer,
              formatValue(height),
              unitName(scene.unit),
            ),
          ),
      ),
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

/** The document's losses, which belong to the last epoch: none while another epoch is shown. */
function shownLosses(scene: Scene): readonly InformationLoss[] {
  return shownEpoch(scene) === scene.index.epochs.at(-1) ? (scene.result.losses ?? []) : [];
}

/** Losses that begin at the input have no column to start from. */
function dropsOf(scene: Scene): Drop[] {
  const place = (layer: string): number => scene.layers.findIndex(({ name }) => name === layer);
  return shownLosses(scene).flatMap((loss): Drop[] => {
    if (loss.quantity === 'memory' || loss.from === 'X' || place(loss.from) < 0 || place(loss.to) < 0) return [];
    const [before, after, lost] = [loss.before, loss.after, loss.lost].map((value) =>
      convert(value, loss.unit, scene.unit),
    );
    const sign = loss.quantity === 'inputInformation' ? 1 : -1;
    const name = `−${formatValue(lost)}`;
    return [
      {
        from: place(loss.from),
        to: place(loss.to),
        before: sign * before,
        after: sign * after,
        narrowest: loss.narrowest === true,
        name: loss.narrowest ? t('{0}, largest loss', name) : name,
      },
    ];
  });
}

function columnMarks(scene: Scene, estimates: readonly (Estimate | undefined)[], sign: 1 | -1): Mark[] {
  return estimates.flatMap((estimate, x) => {
    if (!estimate) return [];
    const { name } = scene.layers[x];
    const where = sign > 0 ? t('{0} about the input', name) : t('{0} about the target', name);
    const mark = estimateMark(scene, estimate, x, where, [name, quantityName(estimate.quantity), estimate.time], name);
    const placed: Mark = branchOf(scene, x) === undefined ? mark : { ...mark, apart: true };
    if (sign > 0 || !placed.interval) return [placed];
    return [{ ...placed, y: -mark.y, interval: { low: -placed.interval.high, high: -placed.interval.low } }];
  });
}

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

function saysOf(
  scene: Scene,
  down: readonly (Estimate | undefined)[],
  up: readonly (Estimate | undefined)[],
  mostInput: number | undefined,
  mostTarget: number | undefined,
): string {
  const unit = unitName(scene.unit);
  const sentences: string[] = [];
  const outs = valued(scene, down);
  const best = outs.reduce<(typeof outs)[number] | undefined>(
    (held, item) => (!held || item.value > held.value ? item : held),
    undefined,
  );
  const input = best === undefined ? undefined : up[best.at];
  if (best) {
    sentences.push(
      mostTarget === undefined
        ? t('{0} holds the most about the target: {1} {2}.', best.name, formatValue(best.value), unit)
        : t(
            '{0} holds the most about the target: {1} of at most {2} {3}.',
            best.name,
            formatValue(best.value),
            formatValue(mostTarget),
            unit,
          ),
    );
    if (input && (input.warnings ?? []).length > 0)
      sentences.push(t('Its estimate of information about the input has a warning.'));
    else if (input) {
      const held = formatValue(inUnit(scene, input).value);
      sentences.push(
        mostInput === undefined || mostInput < inUnit(scene, input).value
          ? t('It holds {0} {1} about the input.', held, unit)
          : t('It holds {0} of at most {1} {2} about the input.', held, formatValue(mostInput), unit),
      );
    }
  } else {
    const ins = valued(scene, up);
    const most = ins.reduce((held, item) => (item.value > held.value ? item : held), ins[0]);
    sentences.push(t('{0} holds the most about the input: {1} {2}.', most.name, formatValue(most.value), unit));
  }
  const loss = largestLoss(shownLosses(scene), 'outputInformation');
  if (loss)
    sentences.push(
      t(
        'The largest loss of information about the target is from {0} to {1}: {2} {3}.',
        loss.from,
        loss.to,
        formatValue(convert(loss.lost, loss.unit, scene.unit)),
        unit,
      ),
    );
  return sentences.join(' ');
}

function valued(
  scene: Scene,
  estimates: readonly (Estimate | undefined)[],
): { name: string; value: number; at: number }[] {
  return estimates.flatMap((estimate, at) =>
    estimate ? [{ name: scene.layers[at].name, at, value: inUnit(scene, estimate).value }] : [],
  );
}

/** The layers that a layer reads, where it is not the one before it: a branch of the network. */
function branchOf(scene: Scene, place: number): string | undefined {
  const setting = scene.result.config.model.layers.find(({ name }) => name === scene.layers[place].name);
  const input = setting && 'input' in setting ? setting.input : undefined;
  return input === (place === 0 ? 'X' : scene.layers[place - 1].name) ? undefined : input;
}

/** 'X → memory → z → copy → Y · z → rebuild → X': every branch from its start, heads with their targets. */
function chainText(scene: Scene, hasTarget: boolean): string {
  const chains: string[][] = [['X']];
  scene.layers.forEach(({ name }, place) => {
    const from = branchOf(scene, place);
    if (from !== undefined) chains.push([from]);
    const setting = scene.result.config.model.layers.find((layer) => layer.name === name);
    chains.at(-1)?.push(name, ...(setting?.type === 'dense' && setting.head ? [setting.head.target] : []));
  });
  const named = namesHeads(scene.result.config.model.layers);
  if (hasTarget && !named) chains.at(-1)?.push('Y');
  return chains.map((chain) => chain.join(' → ')).join(' · ');
}
