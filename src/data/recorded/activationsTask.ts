import { sentence, type Sentence } from '../../base/sentence';
import path from 'node:path';
import { InputError } from '../../base/userError';
import type { Dataset, Sequences, SequenceSet } from '../dataset';
import { type ArrayPlace, arrayPlace } from '../files/arrayPlace';
import { type DataFolders, resolveDataPath } from '../files/dataPath';
import { realStepsOf } from '../files/lengths';
import { cutToLongest, longestOf, toRealSteps } from '../files/longest';
import { readNpySequences } from '../files/npySequences';
import { assembleRealTargets, assembleSequences, saidOfLengths } from '../files/realSequences';
import { NpyFile } from '../npy/npyFile';
import { isPadded } from '../realSteps';
import { saidOfZeroEnds } from './paddedStates';
import { recordedLabels } from './recording';
import { recordedOrder } from './recordedOrder';
import { directionOf, openStates, saidOfBackward, saidOfMerged, saidOfUnknownMerge } from './recordedStates';
import { type ActivationsConfig, recordedEpochs, recordedLayers } from './recordedPaths';

export interface RecordedContext extends DataFolders {
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Sequences that are analysed; all where absent. */
  readonly samples?: number;
}

/**
 * The inputs and targets of a network trained elsewhere, in an order drawn by the seed, so that the first n sequences
 * are a random sample (files are often sorted by class). Only those that are analysed are read. Nothing is trained
 * here, so both sets contain all of them. The shape of every file of states is checked; its values are read when they
 * are analysed.
 * @throws InputError at the array's place in the config where a file is missing or shapes do not match
 */
export async function activationsTask(config: ActivationsConfig, context: RecordedContext): Promise<Dataset> {
  if (config.inputs === undefined) throw new Error('The recording has not been opened (withRecording).');
  const inputsFile = await placeOf(config.inputs, context);
  const targetsFile = config.targets === undefined ? undefined : await placeOf(config.targets, context);
  const recorded = config.recording !== undefined;
  const sizes = await sizesOf(inputsFile);
  const real = await realStepsOf(config, sizes, context);
  const { lengths, starts } = real ?? {};
  const rows = recordedOrder(sizes.samples, context.seed).slice(0, context.samples);
  const read = await readNpySequences(inputsFile, targetsFile, context.signal, {
    targetsMayLack: true,
    some: { rows, samples: sizes.samples, lengths, starts },
  });
  const own = lengths && { lengths: rows.map((row) => lengths[row]) };
  const ownStarts = starts && rows.map((row) => starts[row]);
  const table =
    ownStarts && own
      ? toRealSteps(read, { ...own, starts: ownStarts })
      : cutToLongest({ ...read, ...own }, longestOf(lengths, sizes.length));
  const ownLengths = table.lengths;
  const warnings: Sentence[] = [...(table.said ?? [])];
  const names = await recordedLabels(config, context);
  warnings.push(...(names.notes ?? []));
  const inputs = named(assembleSequences(table.inputs, ownLengths, config.symbols, warnings), names.symbols);
  const assembled =
    table.targets &&
    assembleRealTargets(
      table.targets,
      ownLengths,
      // The recorder writes -1 where there is no target, at the end of a sequence too.
      recorded ? { classes: config.classes, noTarget: -1 } : config,
      warnings,
    );
  const targets = assembled && named(assembled, names.classes);
  if (sizes.samples < 8)
    throw new InputError(
      sizes.samples === 1
        ? sentence(
            'There is 1 sequence; at least 8 are needed to estimate anything. Save or record more held-out sequences.',
          )
        : sentence(
            'There are {0} sequences; at least 8 are needed to estimate anything. Save or record more held-out ' +
              'sequences.',
            sizes.samples,
          ),
      inputsFile.path,
      undefined,
      ['data', recorded ? 'recording' : 'inputs'],
    );
  if (isPadded(inputs) && lengths) warnings.push(saidOfLengths(lengths));
  if (isOneHot(inputs))
    warnings.push(
      sentence(
        'The inputs are one-hot vectors: read as values here. Write the numbers of their symbols (numpy.argmax ' +
          'over the last axis) to have them read as symbols, whose entropy is known.',
      ),
    );
  const backward = new Set<string>();
  const merged = new Set<string>();
  const lookedAt = new Set<string>();
  for (const layer of recordedLayers(config)) {
    for (const epoch of recordedEpochs(config)) {
      const { file, units } = await openStates(layer, epoch, sizes, context);
      try {
        // The recorder knows lengths, and its epochs are no part of the dataset's key in the cache.
        const known = recorded || lengths !== undefined || lookedAt.has(layer.name) || layer.recurrent === false;
        const zeros = known ? undefined : await saidOfZeroEnds(layer.name, file, context.signal);
        if (zeros) warnings.push(zeros);
        if (!lookedAt.has(layer.name)) warnings.push(...saidOfUnknownMerge(layer, units));
        lookedAt.add(layer.name);
      } finally {
        await file.close();
      }
      const direction = directionOf(layer, units);
      if (direction !== 'forward') (direction === 'merged' ? merged : backward).add(layer.name);
    }
  }
  warnings.push(...saidOfBackward([...backward]), ...saidOfMerged([...merged]));
  const set: SequenceSet = { inputs, targets };
  return {
    title: sentence(
      '{0}, {1} recorded sequences of {2} steps',
      path.basename(config.recording ?? config.inputs),
      sizes.samples,
      inputs.length,
    ),
    training: set,
    heldOut: set,
    exact: [],
    warnings,
    recorded: { rows, ...(ownStarts && { starts: ownStarts }), samples: sizes.samples, length: sizes.length },
  };
}

/** Symbols or classes with names; values have none. */
const named = <Of extends Sequences>(sequences: Of, names: readonly string[] | undefined): Of =>
  names && sequences.symbols && names.length <= (sequences.alphabet ?? 0) ? { ...sequences, names } : sequences;

async function placeOf(text: string, folders: DataFolders): Promise<ArrayPlace> {
  const place = arrayPlace(text);
  return { ...place, path: await resolveDataPath(place.path, folders) };
}

/** Sequences and steps of the inputs; arrays of another shape are refused where they are read. */
async function sizesOf({ path: file, member }: ArrayPlace): Promise<{ samples: number; length: number }> {
  const open = await NpyFile.open(file, member);
  await open.close();
  return { samples: open.rows, length: open.header.shape.at(1) ?? 0 };
}

function isOneHot({ values, features, symbols }: Sequences): boolean {
  if (symbols || features < 2) return false;
  for (let from = 0; from < values.length; from += features) {
    let ones = 0;
    for (let j = from; j < from + features; j++) {
      if (values[j] === 1) ones++;
      else if (values[j] !== 0) return false;
    }
    if (ones !== 1) return false;
  }
  return true;
}
