import { sentence, type Sentence } from '../../base/sentence';
import type { InputError } from '../../base/userError';
import { isDate, isNumber } from './cells';
import type { Blame, FileTable } from './fileTable';
import { inputColumns } from './inputColumns';
import { JsonValues, padded } from './jsonValues';
import { NumberBuffer } from './numberBuffer';

export interface SequenceSetting {
  readonly missing: 'drop' | 'carry' | 'error';
  /** A list of targets is one target of several tags, not a target a step. */
  readonly tagsAtEnd: boolean;
}

/** Keys from a record to a value in it. */
export type ValuePath = readonly (string | number)[];

/** One sequence with all its steps. */
export interface SequenceRecord {
  /** A list with a number, symbol, word, or list of numbers for each step. */
  readonly inputs: unknown;
  /** One target, or a list with one for each step; undefined or null where there is none. */
  readonly targets: unknown;
  /** A number for the record's place in the file: its line, or which row it is. */
  readonly place: number;
  /** Makes an error at a value of the record. */
  readonly blame: (path: ValuePath, what: Sentence) => InputError;
}

/** Collects sequences, one record each. Either all or none must have a target. */
export class SequenceReader {
  samples = 0;
  private features = 0;
  private targetFeatures = 0;
  private at: 'every' | 'end' | undefined;
  private readonly places = new NumberBuffer();
  private readonly lengths = new NumberBuffer();
  /** The values of each place of a step. */
  private inputs: readonly JsonValues[] = [];
  private readonly targets = new JsonValues();
  private nested = false;

  /**
   * @param key of the targets in a record
   * @param blameAt makes an error at a record, by its place
   * @param labels the name of each place of a step; of what stands at a path in a line there is none
   */
  constructor(
    private readonly key: string,
    private readonly setting: SequenceSetting,
    private readonly blameAt: (place: number, what: Sentence) => InputError,
    private readonly labels?: readonly string[],
  ) {}

  /** @throws InputError where the record is not like those before */
  add(record: SequenceRecord): void {
    const steps = this.addInputs(record);
    this.addTargets(record, steps);
    this.places.push(record.place);
    this.lengths.push(steps);
    this.samples++;
  }

  /** @param floats whether numbers are values though they may be whole, of inputs and of targets */
  finish(floats: { readonly inputs?: boolean; readonly targets?: boolean } = {}): FileTable {
    const { samples, targetFeatures, at } = this;
    const places = this.places.values;
    const blame =
      (width: number): Blame =>
      (index, what) =>
        this.blameAt(places[Math.floor(index / width)], what);
    const lengths = Int32Array.from(this.lengths.values);
    const length = lengths.reduce((most, own) => Math.max(most, own));
    const targetLength = at === 'every' ? length : 1;
    const inputs = inputColumns(
      this.inputs.map((values) => values.finish()),
      this.labels ?? this.inputs.map((_, place) => `inputs[${place}]`),
      (_, what) => this.blameAt(places[0], what),
    );
    const steps = lengths.reduce((sum, own) => sum + own, 0);
    const side = new Float64Array(steps * inputs.features);
    for (let step = 0; step < steps; step++) inputs.write(step, side, step * inputs.features);
    const targets = this.targets.finish();
    return {
      inputs: {
        values: padded(side, lengths, length, inputs.features),
        samples,
        length,
        features: inputs.features,
        integers: inputs.integers && !this.nested && !floats.inputs,
        ...(inputs.names && { names: inputs.names }),
        ...((this.labels ?? inputs.said.length > 0) && { columns: inputs.columns, origins: inputs.origins }),
        blame: blame(length * inputs.features),
      },
      said: inputs.said,
      ...(lengths.some((own) => own < length) && { lengths }),
      ...(at !== undefined && {
        targets: {
          ...targets,
          at,
          values: at === 'every' ? padded(targets.values, lengths, length, targetFeatures) : targets.values,
          samples,
          length: targetLength,
          features: targetFeatures,
          integers: targets.integers && !floats.targets,
          blame: blame(targetLength * targetFeatures),
        },
      }),
    };
  }

  /** @returns the number of steps */
  private addInputs({ inputs, blame }: SequenceRecord): number {
    if (!Array.isArray(inputs) || inputs.length === 0)
      throw blame(
        ['inputs'],
        sentence('"inputs" must be a list of at least one step: {"inputs": [3, 1, 2], "targets": 1}.'),
      );
    const steps: unknown[] = inputs;
    const nested = Array.isArray(steps[0]);
    const features = Array.isArray(steps[0]) ? steps[0].length : 1;
    if (this.samples === 0) {
      this.features = features;
      this.nested = nested;
      this.inputs = Array.from({ length: features }, () => new JsonValues());
    }
    if (features === 0)
      throw blame(['inputs', 0], sentence('A step needs at least one number: "inputs": [[1.5, 2], [0.5, 3]].'));
    steps.forEach((step, t) => {
      const row: unknown[] = Array.isArray(step) ? step : [step];
      if (row.length !== this.features || Array.isArray(step) !== nested)
        throw blame(
          ['inputs', t],
          sentence(
            'This step has {0} numbers, but the first has {1}. Write as many in every step, and null for one that is ' +
              'missing.',
            row.length,
            this.features,
          ),
        );
      row.forEach((value, feature) => {
        const place = nested ? ['inputs', t, feature] : ['inputs', t];
        if (value === null && this.setting.missing === 'error')
          throw blame(
            place,
            sentence('A number is missing (null). Set "missing" in the data to "drop" or "carry", or fill it in.'),
          );
        const fault = nested && typeof value === 'string' ? noWord(value) : undefined;
        if (fault) throw blame(place, fault);
        if (!this.inputs[feature].add(value, true)) throw blame(place, noNumber(value));
      });
    });
    return steps.length;
  }

  private addTargets({ targets, blame }: SequenceRecord, steps: number): void {
    const list: unknown[] | undefined = Array.isArray(targets) ? targets : undefined;
    const at = targets === undefined || targets === null ? undefined : this.atOf(list);
    if (this.samples === 0) {
      this.at = at;
      const first = this.setting.tagsAtEnd && !Array.isArray(list?.[0]) ? list : list?.find(Array.isArray);
      this.targetFeatures = Array.isArray(first) ? first.length : 1;
    }
    if (at !== this.at)
      throw blame(
        targets === undefined ? [] : [this.key],
        sentence(
          'This sequence has {0}, but the first has {1}. Write the same in every line, and null for no target at ' +
            'a step.',
          wording(at),
          wording(this.at),
        ),
      );
    if (at === undefined) return;
    if (!list || at === 'end') {
      this.addTarget(targets, [this.key], blame);
      return;
    }
    if (list.length !== steps)
      throw blame(
        [this.key],
        sentence(
          'There are {0} targets for {1} steps. Write one target per step (null for no target), or a single ' +
            'number for the whole sequence.',
          list.length,
          steps,
        ),
      );
    list.forEach((target, t) => {
      this.addTarget(target, [this.key, t], blame);
    });
  }

  private atOf(list: readonly unknown[] | undefined): 'every' | 'end' {
    return list === undefined || (this.setting.tagsAtEnd && !list.some(Array.isArray)) ? 'end' : 'every';
  }

  private addTarget(target: unknown, path: ValuePath, blame: SequenceRecord['blame']): void {
    const row: unknown[] = Array.isArray(target)
      ? target
      : target === null
        ? new Array<null>(this.targetFeatures).fill(null)
        : [target];
    if (row.length !== this.targetFeatures)
      throw blame(
        path,
        sentence(
          'This target has {0} numbers, but the first has {1}. Write as many for each, and null for no target.',
          row.length,
          this.targetFeatures,
        ),
      );
    row.forEach((value, feature) => {
      if (!this.targets.add(value, row.length === 1))
        throw blame(Array.isArray(target) ? [...path, feature] : path, noNumber(value));
    });
  }
}

/** What is wrong with a text beside other values of a step; undefined where it is a word. */
function noWord(text: string): Sentence | undefined {
  if (isNumber(text)) return sentence('"{0}" is a number in quotation marks. Write it without them.', text);
  if (isDate(text))
    return sentence('"{0}" looks like a date, which is no input. Leave it out of "inputs", in every step.', text);
  return undefined;
}

function noNumber(value: unknown): Sentence {
  if (value === Infinity || value === -Infinity)
    return sentence('This is not a number: it is too large. Write null where a number is missing.');
  const quoted = typeof value === 'string' ? noWord(value) : undefined;
  if (quoted) return quoted;
  const text = JSON.stringify(value).slice(0, 40);
  if (typeof value === 'number')
    return sentence(
      '{0} is a number, but words stand here in the steps before. Write it in quotation marks: "{0}".',
      text,
    );
  if (typeof value === 'string')
    return sentence(
      '{0} is a word, but numbers stand here in the steps before. Write null if a number is missing.',
      text,
    );
  return sentence('{0} is neither a number nor a word. Write each step as a number, a word, or a list of these.', text);
}

function wording(at: 'every' | 'end' | undefined): Sentence {
  if (at === undefined) return sentence('no target');
  return at === 'every' ? sentence('one target per step') : sentence('one target');
}
