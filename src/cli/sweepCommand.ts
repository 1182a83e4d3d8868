import { applyEdits, modify } from 'jsonc-parser';
import { parseSweep } from '../analysis/sweep/betas';
import { sentence } from '../base/sentence';
import { InputError } from '../base/userError';
import { pathOfKey, type SweptKey, type SweptValue } from '../config/layers/sweptKeys';
import { redisAddress } from '../engine/sweep/sweepRedis';
import { analyzeCommand, type AnalyzeOptions } from './analyzeCommand';

/** Quantities that a sweep measures on the config's own network: enough to compare it with the curve. */
const beyondTheCurve = ['entropy', 'outputInformation', 'rate', 'relevance'];

interface SweepOptions extends AnalyzeOptions {
  readonly beta?: string;
  /** `KEY=VALUE,VALUE,…`, one or two. */
  readonly key?: readonly string[];
  readonly seeds?: number;
}

interface Change {
  readonly path: string[];
  readonly value: unknown;
}

/**
 * `sweep CONFIG --beta FROM:TO:STEPS`: the analysis of the config with that grid; its result document has the
 * bottleneck curve. With `--key KEY=VALUES`, or without either, a sweep over keys, in short: the config's own network
 * has the quantities that each value has.
 */
export async function sweepCommand(config: string, options: SweepOptions, signal: AbortSignal): Promise<void> {
  const { beta, key, seeds, ...rest } = options;
  const changes = changesOf({ beta, key, seeds });
  if (rest.redis !== undefined) redisAddress(rest.redis);
  await analyzeCommand(
    config,
    {
      ...rest,
      edit: (text) =>
        changes.reduce((edited, { path, value }) => applyEdits(edited, modify(edited, path, value, {})), text),
    },
    signal,
  );
}

function changesOf({ beta, key, seeds }: Pick<SweepOptions, 'beta' | 'key' | 'seeds'>): Change[] {
  if (beta !== undefined && key !== undefined)
    throw new InputError(sentence('A sweep goes over --beta or over --key, not over both: leave one of them out.'));
  if (beta !== undefined)
    return [
      { path: ['sweep'], value: parseSweep(beta) },
      { path: ['analysis', 'quantities'], value: beyondTheCurve },
      { path: ['analysis', 'snapshots'], value: 1 },
    ];
  const swept = key && { keys: sweptBy(key) };
  return [
    ...(swept ? [{ path: ['sweep'], value: swept }] : []),
    ...(seeds === undefined ? [] : [{ path: ['sweep', 'seeds'], value: seeds }]),
  ];
}

/** @throws InputError for a text of another form, or more than two */
export function sweptBy(texts: readonly string[]): SweptKey[] {
  if (texts.length > 2)
    throw new InputError(sentence('A sweep goes over one key or two, and {0} are given with --key.', texts.length));
  return texts.map((text) => {
    const at = text.indexOf('=');
    const [key, values] = [text.slice(0, at).trim(), text.slice(at + 1).split(',')];
    if (at < 0 || pathOfKey(key) === undefined || values.length < 2 || values.some((value) => value.trim() === ''))
      throw new InputError(
        sentence(
          '--key {0} does not have the form KEY=VALUE,VALUE, for example "model.layers[0].units=2,4,8".',
          JSON.stringify(text),
        ),
      );
    return { key, values: values.map((value) => valueOf(value.trim())) };
  });
}

/** A number, true or false, or else a text. */
function valueOf(text: string): SweptValue {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
