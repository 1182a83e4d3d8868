import { sentence } from '../../src/base/sentence';
import { sentenceText } from './sentence';
import { convert } from '../../src/result/units';
import type { ExactLine } from '../../src/result/result';
import type { Limit } from './chartData';
import type { Scene } from './scene';

/** Limits of the information about one side, 'X' or 'Y': an entropy, or the input's information about the target. */
export function limitsAbout(scene: Scene, side: 'X' | 'Y'): ExactLine[] {
  const lines = scene.result.exact.filter((line) => line.lag === undefined && line.differential !== true);
  const entropies = (source: string): ExactLine[] =>
    lines.filter((line) => line.quantity === 'entropy' && line.source === source);
  if (side === 'Y')
    return atLastTime([
      ...lines.filter((line) => line.quantity === 'outputInformation' && line.source === 'X'),
      ...entropies('Y'),
    ]);
  // The entropy of one step does not limit a state's information about all of them.
  return atLastTime(entropies('X_{1:t}'));
}

/**
 * Exact values for comparison that are not limits, such as the information in the smallest state that solves the task.
 */
export function referencesAbout(scene: Scene, quantity: 'inputInformation' | 'outputInformation'): ExactLine[] {
  return atLastTime(
    scene.result.exact.filter(
      (line) =>
        line.quantity === quantity &&
        line.lag === undefined &&
        line.source !== 'X_{1:t}' &&
        !isOfLayer(scene, line) &&
        (quantity === 'inputInformation' || line.source !== 'X'),
    ),
  );
}

/** Exact values of one quantity of one layer, at the last step. */
export function exactOfLayer(scene: Scene, quantity: ExactLine['quantity'], layer: string): ExactLine | undefined {
  return atLastTime(
    scene.result.exact.filter(
      (line) =>
        line.quantity === quantity && line.lag === undefined && (line.source === layer || line.target === layer),
    ),
  ).at(-1);
}

export function isOfLayer(scene: Scene, line: ExactLine): boolean {
  return scene.layers.some(({ name }) => name === line.source || name === line.target);
}

/** The last step's line, of lines that differ only in time. */
function atLastTime(lines: readonly ExactLine[]): ExactLine[] {
  const last = new Map<string, ExactLine>();
  for (const line of lines) {
    const key = `${line.quantity}/${line.source}/${line.target}/${sentenceText(line.name)}`;
    const held = last.get(key);
    if (!held || (line.time ?? Infinity) >= (held.time ?? Infinity)) last.set(key, line);
  }
  return [...last.values()];
}

/** The value of a dashed line. */
export type LimitLine = Pick<ExactLine, 'value' | 'unit' | 'name'>;

/** The estimated H(X) or H(Y) of one step, where the task does not state it. */
export function estimatedEntropy(scene: Scene, source: 'X' | 'Y'): LimitLine[] {
  if (scene.result.exact.some((line) => line.quantity === 'entropy' && line.source === source)) return [];
  const epoch = scene.index.epochsOf('entropy', source).at(-1);
  const estimate = epoch === undefined ? undefined : scene.index.atEnd('entropy', source, epoch);
  return estimate ? [{ value: estimate.value, unit: estimate.unit, name: sentence('H({0}), estimated', source) }] : [];
}

/**
 * The limit of single inputs and of a layer's information about them: H(X) of one step, the largest where steps differ.
 */
export function limitsOfOneInput(scene: Scene): LimitLine[] {
  const lines = scene.result.exact.filter(
    (line) => line.quantity === 'entropy' && line.source === 'X' && line.differential !== true,
  );
  const largest = lines.reduce<ExactLine | undefined>(
    (most, line) => (line.time !== undefined && line.value > (most?.value ?? -Infinity) ? line : most),
    undefined,
  );
  return [
    ...lines.filter(({ time }) => time === undefined),
    ...(largest ? [largest] : []),
    ...estimatedEntropy(scene, 'X'),
  ];
}

export function exactValue(scene: Scene, line: LimitLine): number {
  return convert(line.value, line.unit, scene.unit);
}

/** Lines across the chart; lines at one height are joined under all their names. */
export function limitsOf(scene: Scene, lines: readonly LimitLine[], axis: 'x' | 'y', sign = 1): Limit[] {
  const limits: Limit[] = [];
  for (const line of lines) {
    const value = sign * exactValue(scene, line);
    if (!Number.isFinite(value)) continue;
    const name = sentenceText(line.name);
    const same = limits.findIndex((limit) => Math.abs(limit.value - value) < 1e-6);
    if (same < 0) limits.push({ axis, value, name });
    else if (!limits[same].name.split(' = ').includes(name)) {
      limits[same] = { axis, value, name: `${limits[same].name} = ${name}` };
    }
  }
  return limits;
}

/** The smallest limit: the most that a layer can hold. */
export function leastOf(scene: Scene, lines: readonly ExactLine[]): number | undefined {
  const values = lines.map((line) => exactValue(scene, line)).filter(Number.isFinite);
  return values.length ? Math.min(...values) : undefined;
}
