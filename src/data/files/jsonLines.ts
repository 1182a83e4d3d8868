import { sentence, type Sentence } from '../../base/sentence';
import { findNodeAtLocation, parse, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { InputError } from '../../base/userError';
import type { Blame } from './assemble';
import type { FileTable } from './fileTable';
import { NumberBuffer } from './numberBuffer';
import { openRegularFile, readPieces } from './openFile';
import { linesOf } from './textLines';

/**
 * JSON Lines, one sequence per line: {"inputs": [[numbers of a step], …] or [number or symbol, …], "targets": a number,
 * or a list with one per step}. All sequences must have the same length, and either all or none must have a target;
 * null means a step without a target.
 * @throws InputError with line and column
 */
export async function readJsonLines(file: string, signal?: AbortSignal, key = 'targets'): Promise<FileTable> {
  const reader = new JsonLinesReader(file, key);
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

type Path = readonly (string | number)[];

class JsonLinesReader {
  private samples = 0;
  private length = 0;
  private features = 0;
  private at: 'every' | 'end' | undefined;
  private integerInputs = true;
  private integerTargets = true;
  private text = '';
  private line = 1;
  private readonly lines = new NumberBuffer();
  private readonly inputs = new NumberBuffer();
  private readonly targets = new NumberBuffer();

  constructor(
    private readonly file: string,
    private readonly key: string,
  ) {}

  add(text: string, line: number): void {
    this.text = text;
    this.line = line;
    const record = this.parse();
    if (typeof record !== 'object' || record === null || !('inputs' in record))
      throw this.error([], sentence('Every line must hold one sequence: {"inputs": [...], "targets": ...}.'));
    this.addInputs(record.inputs);
    this.addTargets(Object.entries(record).find(([name]) => name === this.key)?.[1]);
    this.lines.push(line);
    this.samples++;
  }

  finish(): FileTable {
    const { samples, length, features, at } = this;
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
    const targetLength = at === 'every' ? length : 1;
    return {
      inputs: {
        values: this.inputs.values,
        samples,
        length,
        features,
        integers: this.integerInputs && features === 1,
        blame: blame(length * features),
      },
      ...(at === undefined
        ? {}
        : {
            targets: {
              at,
              values: this.targets.values,
              samples,
              length: targetLength,
              features: 1,
              integers: this.integerTargets,
              blame: blame(targetLength),
            },
          }),
    };
  }

  private addInputs(inputs: unknown): void {
    if (!Array.isArray(inputs) || inputs.length === 0)
      throw this.error(['inputs'], sentence('"inputs" must be a list of steps.'));
    const steps: unknown[] = inputs;
    const nested = Array.isArray(steps[0]);
    const features = Array.isArray(steps[0]) ? steps[0].length : 1;
    if (this.samples === 0) {
      this.length = steps.length;
      this.features = features;
      if (nested) this.integerInputs = false;
    }
    if (steps.length !== this.length)
      throw this.error(
        ['inputs'],
        sentence(
          'This sequence has {0} steps, but the first has {1}. Cut or pad the sequences to the same length.',
          steps.length,
          this.length,
        ),
      );
    if (features === 0) throw this.error(['inputs', 0], sentence('A step needs at least one number.'));
    steps.forEach((step, t) => {
      const row: unknown[] = Array.isArray(step) ? step : [step];
      if (row.length !== this.features || Array.isArray(step) !== nested)
        throw this.error(
          ['inputs', t],
          sentence('This step has {0} numbers, but the first has {1}.', row.length, this.features),
        );
      row.forEach((value, feature) => {
        const number = this.number(value, nested ? ['inputs', t, feature] : ['inputs', t]);
        if (!Number.isInteger(number)) this.integerInputs = false;
        this.inputs.push(number);
      });
    });
  }

  private addTargets(targets: unknown): void {
    const at = targets === undefined || targets === null ? undefined : Array.isArray(targets) ? 'every' : 'end';
    if (this.samples === 0) this.at = at;
    if (at !== this.at)
      throw this.error(
        targets === undefined ? [] : [this.key],
        sentence('This sequence has {0}, but the first has {1}.', wording(at), wording(this.at)),
      );
    if (!Array.isArray(targets)) {
      if (at) this.addTarget(targets, [this.key]);
      return;
    }
    const steps: unknown[] = targets;
    if (steps.length !== this.length)
      throw this.error(
        [this.key],
        sentence(
          'There are {0} targets for {1} steps. Write one target per step (null for no target), or a single ' +
            'number for the whole sequence.',
          steps.length,
          this.length,
        ),
      );
    steps.forEach((target, t) => {
      if (target === null) this.targets.push(NaN);
      else this.addTarget(target, [this.key, t]);
    });
  }

  private addTarget(value: unknown, path: Path): void {
    const number = this.number(value, path);
    if (!Number.isInteger(number)) this.integerTargets = false;
    this.targets.push(number);
  }

  private number(value: unknown, path: Path): number {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
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
