import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { DataConfig } from '../../config/schema/data';
import { type DataFolders, resolveDataPath } from '../files/dataPath';
import { largestAlphabet } from '../files/labels';
import { fileError } from '../files/openFile';
import type { ActivationsConfig } from './recordedPaths';

/** The file of a recording that says what its arrays are. */
export const recordName = 'record.json';

const layer = z.object({
  name: z.string().min(1).max(200),
  kind: z.string().min(1).max(100),
  /** What a layer hands on, what it carries to its next step beside that, or a gate. */
  variable: z.enum(['output', 'state', 'gate']),
  direction: z.enum(['forward', 'backward']),
  /** Of what a layer of both directions gave, where it does not put them side by side. */
  mergeMode: z.enum(['sum', 'ave', 'mul']).optional(),
  units: z.int().min(1),
  time: z.boolean(),
  /** Names of layers, and "X" for the input; absent where the recorder could not tell. */
  reads: z.array(z.string()).max(64).optional(),
});

/** The numbers as the caller had them, of symbols or classes that are numbered otherwise in the arrays. */
const labels = z.array(z.number()).max(largestAlphabet).optional();

const recordSchema = z.object({
  format: z.literal('rnn-infoflow recording'),
  version: z.int(),
  /** Its start, in the clock ticks of Linux, tells it from a later process of the same number. */
  process: z.object({ id: z.int(), host: z.string(), start: z.int().optional() }),
  /** Absent while the training goes on, and where it was ended from outside. */
  end: z
    .union([
      z.object({ how: z.literal('finished') }),
      z.object({ how: z.literal('failed'), error: z.string().max(1000) }),
    ])
    .nullish(),
  lengths: z.boolean(),
  inputs: z.object({ symbols: z.int().min(2).optional(), labels }),
  targets: z.object({ classes: z.int().min(2).optional(), labels }).nullable(),
  layers: z.array(layer),
  epochs: z.array(z.object({ epoch: z.int().min(0), step: z.int() })),
  /** The network's weights at each epoch, where they are kept: a file whose name holds {epoch}. */
  weights: z.string().min(1).max(200).nullish(),
  /** The array of an epoch that holds what the whole network gave. */
  output: z.string().min(1).max(200).nullish(),
  notes: z.array(z.string()).default([]),
});

/** What python/rnn_infoflow.py says of a recording. */
export type RecordingRecord = z.output<typeof recordSchema>;

const newestVersion = 1;

/**
 * The arrays, layers and epochs that a recording holds now, as a config by hand would name them; other data as they
 * are. Gates are in the files, but are no states: nothing is estimated of them unless a config names them.
 * @throws InputError at `data.recording` where the folder holds no recording
 */
export async function withRecording<Data extends DataConfig>(
  data: Data,
  folders: DataFolders,
): Promise<Data | ActivationsConfig> {
  if (data.task !== 'activations' || data.recording === undefined) return data;
  const record = await readRecord(data.recording, folders);
  const arrays = `${data.recording}/data.npz`;
  const states = `${data.recording}/epoch-{epoch}.npz`;
  return {
    task: 'activations',
    recording: data.recording,
    ...(data.source && { source: data.source }),
    inputs: `${arrays}#inputs`,
    ...(record.lengths && { lengths: `${arrays}#lengths` }),
    ...(record.targets && { targets: `${arrays}#targets` }),
    ...(record.inputs.symbols !== undefined && { symbols: record.inputs.symbols }),
    ...(record.targets?.classes !== undefined && { classes: record.targets.classes }),
    epochs: record.epochs.map(({ epoch }) => epoch),
    layers: Object.fromEntries(
      record.layers
        .filter(({ variable }) => variable !== 'gate')
        .map(({ name, kind, direction, mergeMode, time, reads }) => [
          name,
          {
            path: `${states}#${name}`,
            type: kind,
            recurrent: time && kind !== 'dense',
            ...(mergeMode ? { mergeMode } : { direction }),
            ...(reads && { reads }),
            stochastic: false,
          },
        ]),
    ),
  };
}

/** What a recording says of its arrays beside their numbers. */
export interface RecordedLabels {
  /** Names of the symbols of the inputs and of the classes of the targets, where the recorder numbered them anew. */
  readonly symbols?: readonly string[];
  readonly classes?: readonly string[];
  /** What the recorder took its arrays for, and what it left out. */
  readonly notes?: readonly Sentence[];
}

/**
 * The names of a recording's symbols and classes, and its notes; none for other data.
 * @throws InputError at `data.recording` where the folder holds no recording
 */
export async function recordedLabels(data: DataConfig, folders: DataFolders): Promise<RecordedLabels> {
  if (data.task !== 'activations' || data.recording === undefined) return {};
  const { inputs, targets, notes } = await readRecord(data.recording, folders);
  return {
    ...(inputs.labels && { symbols: inputs.labels.map(String) }),
    ...(targets?.labels && { classes: targets.labels.map(String) }),
    ...(notes.length > 0 && { notes: notes.map((note) => sentence('Recorder: {0}', note)) }),
  };
}

/** @throws InputError at `data.recording` */
export async function readRecord(folder: string, folders: DataFolders): Promise<RecordingRecord> {
  const place = ['data', 'recording'];
  try {
    const file = await resolveDataPath(path.join(folder, recordName), folders).catch((error: unknown) => {
      throw isMissing(error)
        ? new InputError(
            sentence(
              '"{0}" holds no {1}, so it is no recording, or nothing is recorded yet. rec(epoch) of ' +
                'python/rnn_infoflow.py writes it. If it holds arrays of your own, write a config for them in a ' +
                'terminal: rnn-infoflow import {0}.',
              folder,
              recordName,
            ),
          )
        : error;
    });
    const parsed = recordSchema.safeParse(parseJson(await readFile(file, 'utf8').catch(fail(file))));
    if (!parsed.success)
      throw new InputError(
        sentence(
          'It is not the record of a recording (at {0}). Record again: rec = Recorder("{1}", model, x, y), and ' +
            'rec(epoch).',
          parsed.error.issues.at(0)?.path.join('.') || sentence('its first character'),
          folder,
        ),
        file,
      );
    if (parsed.data.version > newestVersion)
      throw new InputError(
        sentence('It is of a newer recorder (version {0}). Update the extension.', parsed.data.version),
        file,
      );
    if (parsed.data.epochs.length === 0 || parsed.data.layers.length === 0)
      throw new InputError(sentence('Nothing is recorded yet. Call rec(epoch) after each epoch.'), file);
    return parsed.data;
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.sentence, error.file, error.position, place) : error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof InputError && /does not exist/.test(error.message);

const fail =
  (file: string) =>
  async (error: unknown): Promise<never> => {
    throw await fileError(file, error);
  };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
