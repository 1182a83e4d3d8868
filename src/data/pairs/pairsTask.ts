import path from 'node:path';
import { Random } from '../../base/random';
import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset } from '../dataset';
import type { DataFolders } from '../files/dataPath';
import { checkSize } from '../sequences';
import { pairSequences } from './pairSequences';
import { readPairs } from './readPairs';
import { vocabularyOf } from './vocabulary';

type PairsConfig = Extract<DataConfig, { task: 'pairs' }>;

/** Fewer pairs than this are too few to train on and to judge. */
const fewestPairs = 16;

/**
 * Sentences with their reference translations as sequences (see `pairSequences.ts`), split by the seed. The words are
 * numbered by the training pairs alone.
 * @throws InputError where the file is wrong, with its line, or has too few pairs; CancelledError
 */
export async function pairsTask(
  config: PairsConfig,
  context: DataFolders & { readonly seed: number; readonly signal?: AbortSignal },
): Promise<Dataset> {
  const { length, alphabet, validationSplit, candidates = [] } = config;
  const { rows, long, repeated } = await readPairs(config, context, context.signal);
  const name = path.basename(config.path);
  if (rows.length < fewestPairs)
    throw new InputError(
      sentence(
        '{0} has {1} pairs of at most {2} words; at least {3} are needed: add pairs, or take a larger "length".',
        ...[name, rows.length, length, fewestPairs],
      ),
      undefined,
      undefined,
      ['data', 'length'],
    );
  checkSize(rows.length, 2 * length + 1, 3 * alphabet, sentence('One-hot vectors'));
  const order = new Random(context.seed).fork('data: split').permutation(rows.length);
  const held = Math.min(rows.length - 8, Math.max(8, Math.round(rows.length * validationSplit)));
  const pick = (part: Int32Array) => Array.from(part.slice().sort(), (row) => rows[row]);
  const [heldOut, training] = [pick(order.subarray(0, held)), pick(order.subarray(held))];
  const [source, target] = [0, 1].map((side) =>
    vocabularyOf(
      training.map((row) => row[side]),
      alphabet,
    ),
  );
  const sides = { length, source, target };
  const column = (part: typeof rows, side: number) => part.map((row) => row[side]);
  const warnings: Sentence[] = [];
  if (long > 0)
    warnings.push(sentence('{0} pairs were left out, because a sentence has more than {1} words.', long, length));
  if (repeated > 0) warnings.push(sentence('{0} lines stand in the file twice and count once.', repeated));
  return {
    title: sentence('{0}, {1} pairs of sentences of at most {2} words', name, rows.length, length),
    training: pairSequences(column(training, 0), column(training, 1), sides),
    heldOut: pairSequences(column(heldOut, 0), column(heldOut, 1), sides),
    exact: [],
    warnings,
    pairs: {
      ...sides,
      sources: column(heldOut, 0),
      references: column(heldOut, 1),
      candidates: candidates.map((system, i) => ({ name: system, sentences: column(heldOut, 2 + i) })),
    },
  };
}
