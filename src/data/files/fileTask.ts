import { sentence, type Sentence } from '../../base/sentence';
import path from 'node:path';
import { InputError } from '../../base/userError';
import { Random } from '../../base/random';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset, SequenceSet, Targets } from '../dataset';
import { selectSequences } from '../sequences';
import { assembleInputs, assembleTargets } from './assemble';
import type { FileTable } from './fileTable';
import { readCsv } from './csv';
import { type DataFolders, resolveDataPath } from './dataPath';
import { readJsonLines } from './jsonLines';
import { readNpySequences } from './npySequences';

type FileConfig = Extract<DataConfig, { task: 'file' }>;

/**
 * Sequences from files, split by the seed into training and held-out ones.
 * @throws InputError naming the file and, in text files, the line and column
 */
export async function fileTask(
  config: FileConfig,
  context: DataFolders & { readonly seed: number; readonly signal?: AbortSignal },
): Promise<Dataset> {
  const table = await readTable(config, context);
  const warnings: Sentence[] = [];
  const inputs = assembleInputs(table.inputs, config.symbols, warnings);
  const targets = table.targets && assembleTargets(table.targets, table.targets.at, config.classes, warnings);
  const furtherTargets = await readFurther(config, context, warnings);
  const { training, heldOut } = split(
    { inputs, targets, ...(furtherTargets.size > 0 && { furtherTargets }) },
    config.validationSplit,
    context.seed,
  );
  const file = path.basename(config.path ?? config.inputs ?? '');
  const title = sentence('{0}, {1} sequences of {2} steps', file, inputs.samples, inputs.length);
  return { title, training, heldOut, exact: [], warnings };
}

/** @param key of JSON Lines: the key of the targets */
async function readTable(
  config: FileConfig,
  context: DataFolders & { readonly signal?: AbortSignal },
  key?: string,
): Promise<FileTable> {
  if (config.inputs !== undefined) {
    const inputs = await resolveDataPath(config.inputs, context);
    const targets = config.targets === undefined ? undefined : await resolveDataPath(config.targets, context);
    return readNpySequences(inputs, targets, context.signal);
  }
  if (config.path === undefined)
    throw new InputError(sentence('The data name no file. Add "path" (.csv or .jsonl) or "inputs" (.npy).'));
  const file = await resolveDataPath(config.path, context);
  switch (path.extname(config.path).toLowerCase()) {
    case '.csv':
      return readCsv(file, { ...config, apart: Object.values(config.furtherTargets ?? {}) }, context.signal);
    case '.jsonl':
      return readJsonLines(file, context.signal, key);
    default:
      throw new InputError(
        sentence(
          '{0} is neither a .csv nor a .jsonl file. For .npy files, use data.inputs and data.targets.',
          config.path,
        ),
        file,
      );
  }
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
    const { targets } = await readTable(
      config.inputs === undefined ? { ...config, target: from } : { ...config, targets: from },
      context,
      from,
    );
    if (!targets)
      throw new InputError(
        sentence(
          'There is no "{0}" in {1}. data.furtherTargets names it for the target "{2}".',
          from,
          config.path ?? config.inputs ?? '',
          name,
        ),
      );
    further.set(name, assembleTargets(targets, targets.at, undefined, warnings));
  }
  return further;
}

function split(all: SequenceSet, share: number, seed: number): { training: SequenceSet; heldOut: SequenceSet } {
  const { samples } = all.inputs;
  if (samples < 2)
    throw new InputError(
      samples === 1
        ? sentence('There is 1 sequence; at least 2 are needed, one to train on and one to analyze.')
        : sentence('There are no sequences; at least 2 are needed, one to train on and one to analyze.'),
    );
  const order = new Random(seed).fork('data: split').permutation(samples);
  const held = Math.min(samples - 1, Math.max(1, Math.round(samples * share)));
  const part = (rows: Int32Array): SequenceSet => ({
    inputs: selectSequences(all.inputs, rows.slice().sort()),
    targets: all.targets && selectTargets(all.targets, rows.slice().sort()),
    ...(all.furtherTargets && {
      furtherTargets: new Map(
        [...all.furtherTargets].map(([name, targets]) => [name, selectTargets(targets, rows.slice().sort())]),
      ),
    }),
  });
  return { training: part(order.subarray(held)), heldOut: part(order.subarray(0, held)) };
}

function selectTargets(targets: Targets, rows: Int32Array): Targets {
  return { ...selectSequences(targets, rows), at: targets.at };
}
