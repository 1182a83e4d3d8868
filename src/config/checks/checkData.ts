import { error, type Finding, replaceBy } from '../problem';
import type { DataConfig } from '../schema/data';

export function checkData(data: DataConfig): Finding[] {
  switch (data.task) {
    case 'delayedCopy':
      return data.delay < data.length ? [] : [error(['data', 'delay'],
        `A delay of ${data.delay} steps leaves nothing to repeat in sequences of ${data.length}: it must be at most ${data.length - 1}.`, replaceBy(data.length - 1))];
    case 'markov':
      return data.length > 1 ? [] : [error(['data', 'length'], 'A Markov chain needs at least 2 steps: the target is the next symbol.', replaceBy(2))];
    case 'file':
      return checkFiles(data);
    case 'parity':
    case 'adding':
    case 'gaussianProcess':
    case 'gaussianNoise':
      return [];
  }
}

function checkFiles(data: Extract<DataConfig, { task: 'file' }>): Finding[] {
  if (data.path === undefined && data.inputs === undefined) return [error(['data'], 'The data name no file: add "path" (.csv or .jsonl) or "inputs" (.npy).')];
  if (data.path !== undefined && data.inputs !== undefined) return [error(['data', 'path'], 'The data name both "path" and "inputs": keep one of them.')];
  if (data.path !== undefined && !/\.(csv|jsonl)$/i.test(data.path)) return [error(['data', 'path'], `"${data.path}" is neither .csv nor .jsonl; .npy arrays are named by "inputs" and "targets".`)];
  if (data.inputs !== undefined && !/\.npy$/i.test(data.inputs)) return [error(['data', 'inputs'], `"${data.inputs}" is no .npy file; .csv and .jsonl files are named by "path".`)];
  if (data.targets !== undefined && data.inputs === undefined) return [error(['data', 'targets'], '"targets" goes with "inputs"; in a .csv or .jsonl file name the column by "target".')];
  if (data.targets !== undefined && !/\.npy$/i.test(data.targets)) return [error(['data', 'targets'], `"${data.targets}" is no .npy file.`)];
  return [];
}
