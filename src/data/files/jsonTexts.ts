import { sentence, type Sentence } from '../../base/sentence';
import type { InputError } from '../../base/userError';
import type { FileTable } from './fileTable';
import type { JsonLine } from './jsonLine';
import { NumberBuffer } from './numberBuffer';
import { TableColumn } from './tableColumn';
import { readTexts, type TextSetting } from './texts';

/** Keys of a line that holds a text. */
export interface TextKeys {
  readonly text: string;
  readonly labels: readonly string[];
}

/** The text of a line: the line itself, or its value at the key of texts. */
export function textOf(record: unknown, key: string): string | undefined {
  if (typeof record === 'string') return record;
  const value = valueAt(record, key);
  return typeof value === 'string' ? value : undefined;
}

/** Collects texts, one a line, with their labels. */
export class JsonTexts {
  private readonly texts: string[] = [];
  private readonly lines = new NumberBuffer();
  private readonly labels: readonly TableColumn[];

  /** @param keys the labels that the first line has; every text must have them then */
  constructor(
    private readonly keys: TextKeys,
    private readonly setting: TextSetting,
    private readonly blameAt: (line: number, what: Sentence) => InputError,
  ) {
    this.labels = keys.labels.map((_, index) => new TableColumn(index, true, keys.labels.length === 1));
  }

  /** @throws InputError where the line holds no text, or a label is neither a word nor a number */
  add(record: unknown, line: JsonLine): void {
    const { keys } = this;
    const text = textOf(record, keys.text);
    if (text === undefined)
      throw line.blame(
        [keys.text],
        sentence('This line holds no text, but the first does: {"{0}": "a text", "label": …} is expected.', keys.text),
      );
    this.texts.push(text);
    this.lines.push(line.line);
    keys.labels.forEach((key, index) => {
      const label = valueAt(record, key);
      const cell = typeof label === 'boolean' ? Number(label) : (label ?? '');
      if ((typeof cell !== 'string' && typeof cell !== 'number') || this.labels[index].add(cell))
        throw line.blame([key], sentence('{0} is no label: a label is a word or a number.', shown(label)));
    });
  }

  finish(): FileTable {
    const lines = this.lines.values;
    const blameRow = (row: number, what: Sentence): InputError => this.blameAt(lines[row], what);
    return readTexts({ texts: this.texts, labels: this.labels, blameRow }, this.setting);
  }
}

/** The value at a key of a record itself, never of its prototype. */
export function valueAt(record: unknown, key: string): unknown {
  return typeof record === 'object' && record !== null && Object.hasOwn(record, key)
    ? Reflect.get(record, key)
    : undefined;
}

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 40);
