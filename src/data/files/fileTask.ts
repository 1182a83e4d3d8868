import { sentence, type Sentence } from '../../base/sentence';
import path from 'node:path';
import { InputError } from '../../base/userError';
import { Random } from '../../base/random';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset, SequenceSet, Targets } from '../dataset';
import { isPadded } from '../realSteps';
import { selectSequences } from '../sequences';
import { standardized } from '../standardize';
import { withFeatures } from './features';
import type { FileTable } from './fileTable';
import { assembleRealTargets, assembleSequences, saidOfLengths } from './realSequences';
import { realStepsOf } from './lengths';
import { toRealSteps } from './longest';
import { carried, refuseLacking, withoutLacking } from './missing';
import { refuseStepTimes } from './stepTimes';
import { type CutTable, cutIntoWindows } from './windows';
import { type ArrayPlace, arrayPlace } from './arrayPlace';
import { readCsv } from './csv';
import { type DataFolders, resolveDataPath } from './dataPath';
import { type JsonSetting, readJsonLines } from './jsonLines';
import { readNpySequences } from './npySequences';
import type { TableConfig } from './tableColumns';
import { readParquet } from '../parquet/readParquet';

type FileConfig = Extract<DataConfig, { task: 'file' }>;

/**
 * Sequences from files, split by the seed, or, where series are cut into windows, by time, into training and held-out
 * ones.
 * @throws InputError naming the file and, in text files, the line and column
 */
export async function fileTask(
  config: FileConfig,
  context: DataFolders & { readonly seed: number; readonly signal?: AbortSignal },
): Promise<Dataset> {
  const { table, ...parts } = cut(await readTable(config, context), config);
  const warnings: Sentence[] = [...(table.said ?? [])];
  const assembled = assembleSequences(table.inputs, table.lengths, config.symbols, warnings, config.standardize);
  const { columns } = table.inputs;
  const inputs = columns && !assembled.symbols ? { ...assembled, columns } : assembled;
  const setting = { ...config, centred: config.standardize };
  const targets = table.targets && assembleRealTargets(table.targets, table.lengths, setting, warnings);
  const furtherTargets = await readFurther(config, context, warnings);
  if (isPadded(inputs) && inputs.lengths) warnings.push(saidOfLengths(inputs.lengths));
  const all: SequenceSet = { inputs, targets, ...(furtherTargets.size > 0 && { furtherTargets }) };
  const { training, heldOut } =
    'training' in parts
      ? { training: partOf(all, parts.training), heldOut: partOf(all, parts.heldOut) }
      : split(all, config.validationSplit, context.seed);
  const file = path.basename(config.path ?? config.inputs ?? '');
  const title =
    config.window === undefined
      ? sentence('{0}, {1} sequences of {2} steps', file, inputs.samples, inputs.length)
      : sentence('{0}, {1} windows of {2} steps', file, inputs.samples, inputs.length);
  const [first, second] = config.standardize === true ? standardized(training, heldOut) : [training, heldOut];
  return { title, training: first, heldOut: second, exact: [], warnings };
}

/** The table without missing numbers, and cut into windows where the config says so. */
function cut(read: FileTable, { missing, window, validationSplit }: FileConfig): { table: FileTable } | CutTable {
  if (missing === 'error') refuseLacking(read);
  const known = missing === 'carry' ? carried(read) : read;
  if (window) return cutIntoWindows(known, window, validationSplit);
  return { table: missing === 'error' ? known : withoutLacking(known) };
}

async function placeOf(text: string, folders: DataFolders): Promise<ArrayPlace> {
  const place = arrayPlace(text);
  return { ...place, path: await resolveDataPath(place.path, folders) };
}

/** @param key of JSON Lines: the key of the targets */
async function readTable(
  config: FileConfig,
  context: DataFolders & { readonly signal?: AbortSignal },
  key?: string,
): Promise<FileTable> {
  if (config.inputs !== undefined) {
    const inputs = await placeOf(config.inputs, context);
    const targets = config.targets === undefined ? undefined : await placeOf(config.targets, context);
    const table = await readNpySequences(inputs, targets, context.signal, {
      targetsMayLack: true,
      targetAs: config.targetAs,
      tagsAtEnd: config.targetAs === 'tags' && config.targetAt === 'end',
      cutInto: config.window?.length,
    });
    const real = await realStepsOf(config, table.inputs, context);
    // Times behind the real steps are padding.
    if (!real) refuseStepTimes(table, config.features);
    else if (!real.starts) refuseStepTimes({ ...table, ...real }, config.features);
    const chosen = withFeatures(table, config.features, inputs.path);
    return real ? toRealSteps(chosen, real) : chosen;
  }
  if (config.path === undefined)
    throw new InputError(sentence('The data name no file. Add "path" (.csv, .parquet or .jsonl) or "inputs" (.npy).'));
  const file = await resolveDataPath(config.path, context);
  switch (path.extname(config.path).toLowerCase()) {
    case '.csv':
    case '.tsv':
    case '.txt':
      return readCsv(file, tableSetting(config), context.signal);
    case '.parquet':
      return readParquet(file, tableSetting(config), context.signal);
    case '.jsonl': {
      const table = await readJsonLines(file, jsonSetting(config), context.signal, key);
      refuseStepTimes(table, config.features);
      return withFeatures(table, config.features, file);
    }
    default:
      throw new InputError(
        sentence(
          '{0} is neither a table (.csv, .tsv, .txt, .parquet) nor a .jsonl file. For .npy files, use data.inputs ' +
            'and data.targets.',
          config.path,
        ),
        file,
      );
  }
}

const tableSetting = (config: FileConfig): TableConfig => ({
  ...config,
  apart: Object.values(config.furtherTargets ?? {}),
});

function jsonSetting({ missing, targetAs, targetAt, features, target, tokens, alphabet }: FileConfig): JsonSetting {
  return {
    missing,
    tagsAtEnd: targetAs === 'tags' && targetAt === 'end',
    textKey: typeof features?.[0] === 'string' ? features[0] : undefined,
    labelKeys: typeof target === 'string' ? [target] : target,
    tokens,
    alphabet,
  };
}

/**
 * The further targets, each from reading the table again: there are few, and files are small compared with the
 * analysis.
 */
async function readFurther(
  config: FileConfig,
  context: DataFolders & { readonly signal?: AbortSignal },
  warnings: Sentence[],
): Promise<Map<string, Targets>> {
  const further = new Map<string, Targets>();
  for (const [name, from] of Object.entries(config.furtherTargets ?? {})) {
    const {
      table: { targets, lengths },
    } = cut(
      await readTable(
        config.inputs === undefined ? { ...config, target: from } : { ...config, targets: from },
        context,
        from,
      ),
      config,
    );
    if (!targets)
      throw new InputError(
        sentence(
          'There is no "{0}" in {1}. data.furtherTargets names it for the target "{2}": write a name of the file ' +
            'there.',
          from,
          config.path ?? config.inputs ?? '',
          name,
        ),
      );
    const setting = { noTarget: config.noTarget, centred: config.standardize };
    further.set(name, assembleRealTargets(targets, lengths, setting, warnings));
  }
  return further;
}

function split(all: SequenceSet, share: number, seed: number): { training: SequenceSet; heldOut: SequenceSet } {
  const { samples } = all.inputs;
  if (samples < 2)
    throw new InputError(
      samples === 1
        ? sentence(
            'There is 1 sequence; at least 2 are needed, one to train on and one to analyze. If it is a long ' +
              'series, add ' +
              '"window": { "length": 32 } to the data, which cuts it.',
          )
        : sentence(
            'There are no sequences; at least 2 are needed, one to train on and one to analyze. Add rows to the file.',
          ),
    );
  const order = new Random(seed).fork('data: split').permutation(samples);
  const held = Math.min(samples - 1, Math.max(1, Math.round(samples * share)));
  return { training: partOf(all, order.slice(held).sort()), heldOut: partOf(all, order.slice(0, held).sort()) };
}

function partOf(all: SequenceSet, rows: Int32Array): SequenceSet {
  return {
    inputs: selectSequences(all.inputs, rows),
    targets: all.targets && selectSequences(all.targets, rows),
    ...(all.furtherTargets && {
      furtherTargets: new Map([...all.furtherTargets].map(([name, targets]) => [name, selectSequences(targets, rows)])),
    }),
  };
}
