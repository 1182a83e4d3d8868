import { sentence, type Sentence } from '../../base/sentence';
import { findNodeAtLocation, parse, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { InputError } from '../../base/userError';
import type { Blame, FileTable } from './fileTable';
import { JsonValues, padded } from './jsonValues';
import { NumberBuffer } from './numberBuffer';
import { openRegularFile, readPieces } from './openFile';
import { linesOf } from './textLines';

/**
 * JSON Lines, one sequence per line: {"inputs": [[numbers of a step], …] or [number, symbol or word, …], "targets": a
 * number, a word, or a list with one per step}. Sequences may differ in length; either all or none must have a target;
 * null means a step without a target, or a missing number.
 * @throws InputError with line and column
 */
export async function readJsonLines(
  file: string,
  setting: JsonSetting,
  signal?: AbortSignal,
  key = 'targets',
): Promise<FileTable> {
  const reader = new JsonLinesReader(file, key, setting);
  const handle = await openRegularFile(file);
  try {
    for await (const { text, line } of linesOf(readPieces(handle, signal), file)) {
      if (text.trim() !== '') reader.add(text, line);
    }
  } finally {
    await handle.close();
  }
  return reader.finish();
}

export interface JsonSetting {
  readonly missing: 'drop' | 'carry' | 'error';
  /** A list of targets is one target of several tags, not a target a step. */
  readonly tagsAtEnd: boolean;
}

type Path = readonly (string | number)[];

class JsonLinesReader {
  private samples = 0;
  private features = 0;
  private targetFeatures = 0;
  private at: 'every' | 'end' | undefined;
  private text = '';
  private line = 1;
  private readonly lines = new NumberBuffer();
  private readonly lengths = new NumberBuffer();
  private readonly inputs = new JsonValues();
  private readonly targets = new JsonValues();
  private nested = false;

  constructor(
    private readonly file: string,
    private readonly key: string,
    private readonly setting: JsonSetting,
  ) {}

  add(text: string, line: number): void {
    this.text = text;
    this.line = line;
    const record = this.parse();
    if (typeof record !== 'object' || record === null || !('inputs' in record))
      throw this.error([], sentence('Every line must hold one sequence: {"inputs": [...], "targets": ...}.'));
    const steps = this.addInputs(record.inputs);
    this.addTargets(Object.entries(record).find(([name]) => name === this.key)?.[1], steps);
    this.lines.push(line);
    this.lengths.push(steps);
    this.samples++;
  }

  finish(): FileTable {
    const { samples, features, targetFeatures, at } = this;
    if (samples === 0)
      throw new InputError(
        sentence('The file is empty. It needs one line {"inputs": [...], "targets": ...} per sequence.'),
        this.file,
        { line: 1, column: 1 },
      );
    const lines = this.lines.values;
    const blame =
      (width: number): Blame =>
      (index, what) =>
        new InputError(what, this.file, { line: lines[Math.floor(index / width)], column: 1 });
    const lengths = Int32Array.from(this.lengths.values);
    const length = lengths.reduce((most, own) => Math.max(most, own));
    const targetLength = at === 'every' ? length : 1;
    const inputs = this.inputs.finish();
    const targets = this.targets.finish();
    return {
      inputs: {
        ...inputs,
        values: padded(inputs.values, lengths, length, features),
        samples,
        length,
        features,
        integers: inputs.integers && !this.nested,
        blame: blame(length * features),
      },
      ...(lengths.some((own) => own < length) && { lengths }),
      ...(at !== undefined && {
        targets: {
          ...targets,
          at,
          values: at === 'every' ? padded(targets.values, lengths, length, targetFeatures) : targets.values,
          samples,
          length: targetLength,
          features: targetFeatures,
          blame: blame(targetLength * targetFeatures),
        },
      }),
    };
  }

  /** @returns the number of steps */
  private addInputs(inputs: unknown): number {
    if (!Array.isArray(inputs) || inputs.length === 0)
      throw this.error(['inputs'], sentence('"inputs" must be a list of steps.'));
    const steps: unknown[] = inputs;
    const nested = Array.isArray(steps[0]);
    const features = Array.isArray(steps[0]) ? steps[0].length : 1;
    if (this.samples === 0) {
      this.features = features;
      this.nested = nested;
    }
    if (features === 0) throw this.error(['inputs', 0], sentence('A step needs at least one number.'));
    steps.forEach((step, t) => {
      const row: unknown[] = Array.isArray(step) ? step : [step];
      if (row.length !== this.features || Array.isArray(step) !== nested)
        throw this.error(
          ['inputs', t],
          sentence('This step has {0} numbers, but the first has {1}.', row.length, this.features),
        );
      row.forEach((value, feature) => {
        const place = nested ? ['inputs', t, feature] : ['inputs', t];
        if (value === null && this.setting.missing === 'error')
          throw this.error(
            place,
            sentence('A number is missing (null). Set "missing" in the data to "drop" or "carry", or fill it in.'),
          );
        this.addValue(this.inputs, value, place, !nested);
      });
    });
    return steps.length;
  }

  private addTargets(targets: unknown, steps: number): void {
    const list: unknown[] | undefined = Array.isArray(targets) ? targets : undefined;
    const at = targets === undefined || targets === null ? undefined : this.atOf(list);
    if (this.samples === 0) {
      this.at = at;
      const first = this.setting.tagsAtEnd && !Array.isArray(list?.[0]) ? list : list?.find(Array.isArray);
      this.targetFeatures = Array.isArray(first) ? first.length : 1;
    }
    if (at !== this.at)
      throw this.error(
        targets === undefined ? [] : [this.key],
        sentence('This sequence has {0}, but the first has {1}.', wording(at), wording(this.at)),
      );
    if (at === undefined) return;
    if (!list || at === 'end') {
      this.addTarget(targets, [this.key]);
      return;
    }
    if (list.length !== steps)
      throw this.error(
        [this.key],
        sentence(
          'There are {0} targets for {1} steps. Write one target per step (null for no target), or a single ' +
            'number for the whole sequence.',
          list.length,
          steps,
        ),
      );
    list.forEach((target, t) => {
      this.addTarget(target, [this.key, t]);
    });
  }

  private atOf(list: readonly unknown[] | undefined): 'every' | 'end' {
    return list === undefined || (this.setting.tagsAtEnd && !list.some(Array.isArray)) ? 'end' : 'every';
  }

  private addTarget(target: unknown, path: Path): void {
    const row: unknown[] = Array.isArray(target)
      ? target
      : target === null
        ? new Array<null>(this.targetFeatures).fill(null)
        : [target];
    if (row.length !== this.targetFeatures)
      throw this.error(
        path,
        sentence('This target has {0} numbers, but the first has {1}.', row.length, this.targetFeatures),
      );
    row.forEach((value, feature) => {
      this.addValue(this.targets, value, Array.isArray(target) ? [...path, feature] : path, row.length === 1);
    });
  }

  private addValue(values: JsonValues, value: unknown, path: Path, mayBeWord: boolean): void {
    if (!values.add(value, mayBeWord))
      throw this.error(path, sentence('{0} is not a number.', JSON.stringify(value).slice(0, 40)));
  }

  private parse(): unknown {
    try {
      return JSON.parse(this.text);
    } catch {
      const errors: ParseError[] = [];
      parse(this.text, errors, { allowTrailingComma: false, disallowComments: true });
      const first = errors.at(0);
      throw new InputError(
        first
          ? sentence(
              'This line is not JSON ({0}); NaN and Infinity are not JSON either.',
              printParseErrorCode(first.error)
                .replace(/([a-z])([A-Z])/g, '$1 $2')
                .toLowerCase(),
            )
          : sentence('This line is not JSON; NaN and Infinity are not JSON either.'),
        this.file,
        { line: this.line, column: (first?.offset ?? 0) + 1 },
      );
    }
  }

  private error(path: Path, said: Sentence): InputError {
    const tree = parseTree(this.text);
    const node = tree && findNodeAtLocation(tree, [...path]);
    return new InputError(said, this.file, { line: this.line, column: (node?.offset ?? 0) + 1 });
  }
}

function wording(at: 'every' | 'end' | undefined): Sentence {
  if (at === undefined) return sentence('no target');
  return at === 'every' ? sentence('one target per step') : sentence('one target');
}
