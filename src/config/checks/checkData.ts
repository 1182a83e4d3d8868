import { error, type Finding, replaceBy } from '../text/problem';
import type { DataConfig } from '../schema/data';
import { isReserved, reservedFor } from './reservedNames';

export function checkData(data: DataConfig): Finding[] {
  switch (data.task) {
    case 'delayedCopy':
      return data.delay < data.length
        ? []
        : [
            error(
              ['data', 'delay'],
              `A delay of ${data.delay} steps leaves nothing to repeat in sequences of ${data.length}: it must ` +
                `be at most ${data.length - 1}.`,
              replaceBy(data.length - 1),
            ),
          ];
    case 'markov':
      return data.length > 1
        ? []
        : [
            error(
              ['data', 'length'],
              'A Markov chain needs at least 2 steps: the target is the next symbol.',
              replaceBy(2),
            ),
          ];
    case 'file':
      return checkFiles(data);
    case 'activations':
      return checkRecorded(data);
    case 'parity':
    case 'adding':
    case 'gaussianProcess':
    case 'gaussianNoise':
    case 'text':
      return [];
  }
}

/** Names that heads know as something else, and files where columns belong. */
function checkFurther({ inputs, furtherTargets = {} }: Extract<DataConfig, { task: 'file' }>): Finding[] {
  return Object.entries(furtherTargets).flatMap(([name, from]) => {
    const path = ['data', 'furtherTargets', name];
    if (['X', 'Y', 'H', 'next'].includes(name))
      return [
        {
          ...error(
            ['data', 'furtherTargets'],
            `"${name}" is what heads call ` +
              `${name === 'Y' ? 'the first target' : name === 'H' ? 'any state' : 'the input'}: give this target ` +
              'another name.',
          ),
          key: name,
        },
      ];
    return inputs !== undefined && !/\.npy$/i.test(from)
      ? [error(path, `"${from}" is no .npy file; beside "inputs" every target is one.`)]
      : [];
  });
}

function checkFiles(data: Extract<DataConfig, { task: 'file' }>): Finding[] {
  if (data.path === undefined && data.inputs === undefined)
    return [error(['data'], 'The data name no file: add "path" (.csv or .jsonl) or "inputs" (.npy).')];
  if (data.path !== undefined && data.inputs !== undefined)
    return [error(['data', 'path'], 'The data name both "path" and "inputs": keep one of them.')];
  if (data.path !== undefined && !/\.(csv|jsonl)$/i.test(data.path))
    return [
      error(
        ['data', 'path'],
        `"${data.path}" is neither .csv nor .jsonl; .npy arrays are named by "inputs" and "targets".`,
      ),
    ];
  if (data.inputs !== undefined && !/\.npy$/i.test(data.inputs))
    return [error(['data', 'inputs'], `"${data.inputs}" is no .npy file; .csv and .jsonl files are named by "path".`)];
  if (data.targets !== undefined && data.inputs === undefined)
    return [
      error(['data', 'targets'], '"targets" goes with "inputs"; in a .csv or .jsonl file name the column by "target".'),
    ];
  if (data.targets !== undefined && !/\.npy$/i.test(data.targets))
    return [error(['data', 'targets'], `"${data.targets}" is no .npy file.`)];
  return checkFurther(data);
}

function checkRecorded(data: Extract<DataConfig, { task: 'activations' }>): Finding[] {
  const { inputs, targets, layers, epochs } = data;
  const findings: Finding[] = [];
  const npy = (path: string, place: (string | number)[]): Finding[] =>
    /\.npy$/i.test(path) ? [] : [error(place, `"${path}" is no .npy file: write arrays by numpy.save.`)];
  findings.push(
    ...npy(inputs, ['data', 'inputs']),
    ...(targets === undefined ? [] : npy(targets, ['data', 'targets'])),
  );
  const names = Object.keys(layers);
  if (names.length === 0)
    findings.push(
      error(['data', 'layers'], 'No layer is named: write { "lstm": "lstm.npy" }, a name and the file of its states.'),
    );
  if (names.length > 64)
    findings.push(error(['data', 'layers'], `${names.length} layers are named; at most 64 are analysed.`));
  for (const [name, layer] of Object.entries(layers)) {
    const [path, place] =
      typeof layer === 'string' ? [layer, ['data', 'layers', name]] : [layer.path, ['data', 'layers', name, 'path']];
    findings.push(...npy(path, place));
    if (isReserved(name))
      findings.push(
        error(
          ['data', 'layers', name],
          `"${name}" is the charts' name for ${reservedFor(name)}: give the layer another name.`,
        ),
      );
    if (epochs && epochs.length > 1 && !path.includes('{epoch}'))
      findings.push(
        error(
          place,
          `"${path}" is one file for ${epochs.length} epochs: write {epoch} where the number of the epoch ` +
            `stands in the files' names.`,
        ),
      );
    if (!epochs && path.includes('{epoch}'))
      findings.push(
        error(
          place,
          `Which epochs "${path}" stands for is not said: add "epochs" to the data, such as "epochs": [0, 1, 10].`,
        ),
      );
  }
  const unordered = epochs?.findIndex((epoch, i) => i > 0 && epoch <= epochs[i - 1]) ?? -1;
  if (epochs && unordered > 0)
    findings.push(
      error(
        ['data', 'epochs', unordered],
        `Epoch ${epochs[unordered]} stands after ${epochs[unordered - 1]}: name them in ascending order, each once.`,
      ),
    );
  return findings;
}
