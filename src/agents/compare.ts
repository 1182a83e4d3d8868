import * as z from 'zod';
import { inEnglish } from '../base/sentence';
import type { Unit } from '../result/result';
import { configChanges } from '../result/runs/configChanges';
import { difference } from '../result/runs/difference';
import { runFigures, type RunFigure } from '../result/runs/runFigures';
import { natsIn } from '../result/units';
import { digits } from './numbers';
import { type Found, isConfigPath, resultOf, sourceShape } from './sources';
import { agentTool, type AgentServices } from './tool';

const sideShape = z.object({
  value: z.number(),
  low: z.number().optional(),
  high: z.number().nullable().optional().describe('null: nothing is known to bound it'),
});

const rowShape = z.object({
  name: z.string(),
  unit: z.string(),
  before: sideShape,
  after: sideShape,
  difference: sideShape.describe('after less before; its ends are those of both intervals taken together'),
  differs: z
    .enum(['certainly', 'ifModelsHold', 'no', 'unknown'])
    .describe(
      'certainly: the 95 % intervals do not meet; ifModelsHold: so, but an end between them rests on a model; no: ' +
        'they meet; unknown: an interval is missing',
    ),
});

type Row = z.output<typeof rowShape>;

export const compareTool = agentTool({
  name: 'compare',
  title: 'Compare two RNN results',
  description:
    'Compares two results: the values of the config that differ, then held-out accuracy, loss, and what each layer ' +
    'holds about the target and the input, with 95 % intervals of both and of the difference. A number differs ' +
    'beyond chance only where the intervals do not meet; call no other difference real. Without "before", a config ' +
    'is compared with its newest kept run that had other values, where runs are kept.',
  input: z.object({ after: sourceShape, before: sourceShape.optional() }),
  output: z.object({
    before: z.string(),
    after: z.string(),
    config: z.array(z.object({ path: z.string(), before: z.string().optional(), after: z.string().optional() })),
    numbers: z.array(rowShape),
    onlyBefore: z.array(z.string()).describe('numbers that the second result does not have'),
    onlyAfter: z.array(z.string()),
  }),
  run: async ({ after, before }, services, call) => {
    const fresh = await resultOf(after, services, call);
    const old = before === undefined ? await earlier(after, fresh, services) : await resultOf(before, services, call);
    const { unit } = fresh.result.config.analysis;
    const [first, second] = [runFigures(old.result), runFigures(fresh.result)];
    const data = {
      before: old.run,
      after: fresh.run,
      config: configChanges(old.result.config, fresh.result.config).map((change) => ({ ...change })),
      numbers: second.flatMap((figure) => {
        const other = first.find(({ key }) => key === figure.key);
        return other ? [row(other, figure, unit)] : [];
      }),
      onlyBefore: missing(first, second),
      onlyAfter: missing(second, first),
    };
    return { text: lines(data).join('\n'), data };
  },
});

/** The kept run that a config's result follows. */
async function earlier(source: string, { result }: Found, { runBefore, results }: AgentServices): Promise<Found> {
  const before = isConfigPath(source) ? await runBefore?.(source, result) : undefined;
  if (!before) throw new Error('There is no kept run to compare with. Name the other result in "before".');
  return { run: results.keep(before), result: before };
}

const missing = (these: readonly RunFigure[], others: readonly RunFigure[]): string[] =>
  these.filter(({ key }) => !others.some((other) => other.key === key)).map(({ name }) => inEnglish(name));

function row(before: RunFigure, after: RunFigure, unit: Unit): Row {
  const shown = (value: number): number => digits(after.kind === 'information' ? natsIn(unit, value) : value);
  const side = ({ value, interval }: Pick<RunFigure, 'value' | 'interval'>): z.output<typeof sideShape> => ({
    value: shown(value),
    ...(interval && { low: shown(interval.low), high: Number.isFinite(interval.high) ? shown(interval.high) : null }),
  });
  return {
    name: inEnglish(after.name),
    unit: after.kind === 'information' ? unit : after.kind,
    before: side(before),
    after: side(after),
    difference: change(before, after, side),
    differs: before.interval && after.interval ? (difference(before.interval, after.interval) ?? 'no') : 'unknown',
  };
}

/** Every value of one interval less every value of the other: it leaves out zero where the intervals do not meet. */
function change(
  before: RunFigure,
  after: RunFigure,
  side: (of: Pick<RunFigure, 'value' | 'interval'>) => z.output<typeof sideShape>,
): z.output<typeof sideShape> {
  const value = after.value - before.value;
  if (!before.interval || !after.interval) return side({ value });
  const { low, ...rest } = side({
    value,
    interval: { low: after.interval.low - before.interval.high, high: after.interval.high - before.interval.low },
  });
  // Nothing bounds the difference from below where nothing bounds the earlier number from above.
  return low !== undefined && Number.isFinite(low) ? { ...rest, low } : rest;
}

function lines(data: {
  readonly before: string;
  readonly after: string;
  readonly config: readonly { path: string; before?: string; after?: string }[];
  readonly numbers: readonly Row[];
}): string[] {
  const marks = {
    certainly: 'DIFFERS: the intervals do not meet',
    ifModelsHold: 'DIFFERS IF THE MODELS HOLD: the intervals do not meet',
    no: 'no difference beyond chance',
    unknown: 'no interval is known: not judged',
  };
  return [
    `${data.after} against ${data.before}, before → after.`,
    ...(data.config.length === 0 ? ['The configs are the same.'] : []),
    ...data.config.map(({ path, before = '–', after = '–' }) => `config ${path}: ${before} → ${after}`),
    ...data.numbers.map(
      (one) =>
        `${one.name} (${one.unit}): ${sideText(one.before)} → ${sideText(one.after)}; difference ` +
        `${sideText(one.difference)}; ${marks[one.differs]}`,
    ),
  ];
}

function sideText({ value, low, high }: z.output<typeof sideShape>): string {
  if (low === undefined && high === undefined) return value.toPrecision(3);
  const end = (number: number | null | undefined, infinite: string): string => number?.toFixed(3) ?? infinite;
  return `${value.toFixed(3)} [${end(low, '−∞')}, ${end(high, '∞')}]`;
}
