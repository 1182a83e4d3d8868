import { sentence, type Sentence } from '../../base/sentence';
import { error, type Finding, replaceBy } from '../text/problem';
import { namesArray, noArray } from './arrayNames';
import { otherTable } from './otherFormats';
import { checkPairs } from './checkPairs';
import { checkRecorded } from './checkRecorded';
import { checkTrials } from './checkTrials';
import { automatonSizes } from '../layers/automatonSizes';
import type { DataConfig } from '../schema/data';

export function checkData(data: DataConfig): Finding[] {
  switch (data.task) {
    case 'delayedCopy':
      return data.delay < data.length
        ? []
        : [
            error(
              ['data', 'delay'],
              sentence(
                'A delay of {0} steps leaves nothing to repeat in sequences of {1} steps. Set "delay" to at most {2}.',
                data.delay,
                data.length,
                data.length - 1,
              ),
              replaceBy(data.length - 1),
            ),
          ];
    case 'markov':
      return data.length > 1
        ? []
        : [
            error(
              ['data', 'length'],
              sentence(
                'A Markov chain needs at least 2 steps, because the target is the next symbol. Set "length" to ' +
                  '2 or more.',
              ),
              replaceBy(2),
            ),
          ];
    case 'file':
      return checkFiles(data);
    case 'activations':
      return checkRecorded(data);
    case 'pairs':
      return checkPairs(data);
    case 'automaton':
      return checkAutomaton(data);
    case 'mqar':
      return data.pairs < data.vocabulary / 2
        ? []
        : [
            error(
              ['data', 'pairs'],
              sentence(
                'A vocabulary of {0} has {1} keys, too few for {2} pairs. Set "pairs" to at most {1}, or ' +
                  '"vocabulary" to at least {3}.',
                data.vocabulary,
                data.vocabulary / 2 - 1,
                data.pairs,
                2 * data.pairs + 2,
              ),
              replaceBy(data.vocabulary / 2 - 1),
            ),
          ];
    case 'trials':
      return checkTrials(data);
    case 'copyMemory':
    case 'selectiveCopy':
    case 'inductionHead':
    case 'parity':
    case 'adding':
    case 'narma':
    case 'mackeyGlass':
    case 'lorenz':
    case 'gaussianProcess':
    case 'gaussianNoise':
    case 'text':
      return [];
  }
}

/** The most states of an automaton: its exact values take the square of them. */
const mostStates = 1024;

/** Every row of a table names a state for the same symbols. */
function checkAutomaton(data: Extract<DataConfig, { task: 'automaton' }>): Finding[] {
  const { automaton } = data;
  if (typeof automaton === 'string') {
    const { states } = automatonSizes(data);
    return states <= mostStates
      ? []
      : [
          error(
            ['data', 'depth'],
            sentence(
              'Brackets of {0} kinds, {1} deep, need {2} states, but at most {3} are possible. Set "depth" or ' +
                '"kinds" lower.',
              data.kinds,
              data.depth,
              states,
              mostStates,
            ),
          ),
        ];
  }
  const symbols = automaton[0].length;
  return automaton.flatMap((row, state): Finding[] => {
    const path = ['data', 'automaton', state];
    if (row.length !== symbols)
      return [
        error(
          path,
          sentence(
            'State {0} has {1} symbols, but state 0 has {2}. Give every state as many.',
            state,
            row.length,
            symbols,
          ),
        ),
      ];
    const wrong = row.find((to) => to >= automaton.length);
    return wrong === undefined
      ? []
      : [
          error(
            path,
            sentence('State {0} leads to state {1}, but the last state is {2}.', state, wrong, automaton.length - 1),
          ),
        ];
  });
}

function meantByHeads(name: string): Sentence {
  switch (name) {
    case 'Y':
      return sentence('the first target');
    case 'H':
      return sentence('any state');
    case 'next':
      return sentence('the next input');
    case 'clean':
      return sentence('the input before it was spoiled');
    default:
      return sentence('the input');
  }
}

/** Names that heads use for something else, and file names where column names belong. */
function checkFurther({ inputs, furtherTargets = {} }: Extract<DataConfig, { task: 'file' }>): Finding[] {
  return Object.entries(furtherTargets).flatMap(([name, from]) => {
    const path = ['data', 'furtherTargets', name];
    if (['X', 'Y', 'H', 'next', 'clean'].includes(name))
      return [
        {
          ...error(
            ['data', 'furtherTargets'],
            sentence(
              '"{0}" is the name that heads use for {1}. Give this target another name.',
              name,
              meantByHeads(name),
            ),
          ),
          key: name,
        },
      ];
    return inputs !== undefined && !namesArray(from) ? [error(path, noArray(from))] : [];
  });
}

const tableEnding = /\.(csv|tsv|txt|parquet)$/i;

/** Arrays have no names of columns. */
function noColumn({ target, time }: Extract<DataConfig, { task: 'file' }>): Finding {
  if (target !== undefined)
    return error(
      ['data', 'target'],
      sentence('"target" names a column of a table. Arrays have a file of their own: "targets": "y.npy".'),
    );
  if (time !== undefined)
    return error(
      ['data', 'time'],
      sentence(
        '"time" names a column of a table. Put the steps of an array in order, remove "time", and name the other ' +
          'columns: "features": [0, 1].',
      ),
    );
  return error(
    ['data', 'sequence'],
    sentence('"sequence" names a column of a table. In an array each row is a sequence: remove it.'),
  );
}

function checkFiles(data: Extract<DataConfig, { task: 'file' }>): Finding[] {
  const { path, inputs, targets, lengths, mask } = data;
  if (path === undefined && inputs === undefined)
    return [
      error(['data'], sentence('The data name no file. Add "path" (.csv, .parquet or .jsonl) or "inputs" (.npy).')),
    ];
  if (path !== undefined && inputs !== undefined)
    return [error(['data', 'path'], sentence('The data name both "path" and "inputs". Keep only one of them.'))];
  if (path !== undefined && !tableEnding.test(path) && !/\.jsonl$/i.test(path))
    return [error(['data', 'path'], otherTable(path))];
  if (inputs !== undefined && !namesArray(inputs)) {
    const isTable = tableEnding.test(inputs) || /\.jsonl$/i.test(inputs);
    const table = sentence('"{0}" is not a .npy file. For tables and .jsonl files, use "path".', inputs);
    return [error(['data', 'inputs'], isTable ? table : noArray(inputs))];
  }
  const column = data.target ?? data.time ?? data.sequence;
  if (inputs !== undefined && column !== undefined) return [noColumn(data)];
  if (targets !== undefined && inputs === undefined)
    return [
      error(
        ['data', 'targets'],
        sentence('"targets" can only be used with "inputs". In a table, name the column with "target".'),
      ),
    ];
  if (targets !== undefined && !namesArray(targets)) return [error(['data', 'targets'], noArray(targets))];
  if (lengths !== undefined && inputs === undefined)
    return [
      error(
        ['data', 'lengths'],
        sentence(
          '"lengths" can only be used with "inputs". In a table or a .jsonl file, each sequence has as many steps as ' +
            'it has rows.',
        ),
      ),
    ];
  if (lengths !== undefined && mask !== undefined)
    return [error(['data', 'mask'], sentence('The data name both "lengths" and "mask". Keep only one of them.'))];
  if (mask !== undefined && /\.jsonl$/i.test(path ?? ''))
    return [error(['data', 'mask'], sentence('A .jsonl file needs no mask: leave the padding out of its lists.'))];
  if (inputs !== undefined && mask !== undefined && !namesArray(mask)) return [error(['data', 'mask'], noArray(mask))];
  const features = checkFeatures(data);
  if (features.length > 0) return features;
  if (data.targetAs === 'values' && data.classes !== undefined)
    return [
      error(['data', 'classes'], sentence('"classes" does not go with "targetAs": "values". Remove one of them.')),
    ];
  return checkFurther(data);
}

/** Columns of a table have names, those of an array numbers. */
function checkFeatures({ path, inputs, features = [] }: Extract<DataConfig, { task: 'file' }>): Finding[] {
  return features.flatMap((feature, place): Finding[] => {
    const at = ['data', 'features', place];
    if (inputs !== undefined && typeof feature === 'string')
      return [
        error(at, sentence('"{0}" names a column, and an array has numbers: count its columns from 0.', feature)),
      ];
    if (path !== undefined && tableEnding.test(path) && typeof feature === 'number')
      return [error(at, sentence('The columns of a table have names: write the name of column {0}.', feature))];
    return features.indexOf(feature) < place
      ? [error(at, sentence('Column "{0}" is named twice. Remove one of them.', feature))]
      : [];
  });
}
