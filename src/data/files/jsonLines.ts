import { nearest } from '../../base/nearest';
import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { FileTable } from './fileTable';
import { JsonLine } from './jsonLine';
import { JsonTexts, textOf, valueAt } from './jsonTexts';
import { openRegularFile, readPieces } from './openFile';
import { SequenceReader, type SequenceSetting } from './sequenceReader';
import { linesOf } from './textLines';
import type { TextSetting } from './texts';
import { utf8Pieces } from './utf8';

export interface JsonSetting extends SequenceSetting, TextSetting {
  /** The key of the text, where lines hold texts. */
  readonly textKey?: string | undefined;
  /** The keys of the targets that the config names. */
  readonly labelKeys?: readonly string[] | undefined;
}

/**
 * JSON Lines, one sequence per line: {"inputs": [[numbers of a step], …] or [number, symbol or word, …], "targets": a
 * number, a word, or a list with one per step}. Sequences may differ in length; either all or none must have a target;
 * null means a step without a target, or a missing number. Or one text per line: "a text", or {"text": "a text",
 * "label": a word or a number}.
 * @param key of the targets
 * @throws InputError with line and column
 */
export async function readJsonLines(
  file: string,
  setting: JsonSetting,
  signal?: AbortSignal,
  key?: string,
): Promise<FileTable> {
  const reader = new JsonLinesReader(file, key, setting);
  const handle = await openRegularFile(file);
  try {
    for await (const { text, line } of linesOf(utf8Pieces(readPieces(handle, signal), file), file)) {
      if (text.trim() !== '') reader.add(new JsonLine(file, text, line));
    }
  } finally {
    await handle.close();
  }
  return reader.finish();
}

/** The first line tells whether lines are sequences or texts. */
class JsonLinesReader {
  private sequences: SequenceReader | undefined;
  private texts: JsonTexts | undefined;
  private targetKey = 'targets';

  constructor(
    private readonly file: string,
    private readonly key: string | undefined,
    private readonly setting: JsonSetting,
  ) {}

  add(line: JsonLine): void {
    const first = !this.sequences && !this.texts;
    if (first && line.startsList)
      throw line.blame(
        [],
        sentence(
          'The file is one list of JSON, but every line must be a sequence or a text. In Python: ' +
            'pandas.read_json(path).to_json("data.jsonl", orient="records", lines=True).',
        ),
      );
    const record = line.parse();
    if (first) this.open(record, line);
    if (this.texts) {
      this.texts.add(record, line);
      return;
    }
    const blame = (path: readonly (string | number)[], what: Sentence): InputError => line.blame(path, what);
    const inputs = valueAt(record, 'inputs');
    if (inputs === undefined)
      throw blame(
        [],
        sentence(
          'Every line must hold one sequence, {"inputs": [...], "targets": ...}, or one text, {"text": "...", ' +
            '"label": ...}. In Python: json.dumps({"inputs": x.tolist(), "targets": y}).',
        ),
      );
    this.sequences?.add({ inputs, targets: valueAt(record, this.targetKey), place: line.line, blame });
  }

  private open(record: unknown, line: JsonLine): void {
    const { key, setting } = this;
    const blameAt = (place: number, what: Sentence): InputError =>
      new InputError(what, this.file, { line: place, column: 1 });
    const named = key === undefined ? setting.labelKeys : [key];
    // The caller reports a further target that no line has.
    const absent = key === undefined && named?.find((label) => valueAt(record, label) === undefined);
    if (absent) throw line.blame([], saidOfNoKey(absent, record));
    const text = setting.textKey ?? 'text';
    if (valueAt(record, 'inputs') !== undefined || textOf(record, text) === undefined) {
      if (named && named.length > 1)
        throw line.blame([], sentence('Sequences have their targets at one key: name one, "target": "{0}".', named[0]));
      this.targetKey = named?.[0] ?? 'targets';
      this.sequences = new SequenceReader(this.targetKey, setting, blameAt);
      return;
    }
    const labels = (named ?? ['label']).filter((label) => valueAt(record, label) !== undefined);
    this.texts = new JsonTexts({ text, labels }, setting, blameAt);
  }

  finish(): FileTable {
    const read = this.texts ?? this.sequences;
    if (!read)
      throw new InputError(
        sentence('The file is empty. It needs one line {"inputs": [...], "targets": ...} per sequence.'),
        this.file,
        { line: 1, column: 1 },
      );
    return read.finish();
  }
}

function saidOfNoKey(absent: string, record: unknown): Sentence {
  const keys =
    typeof record === 'object' && record !== null ? Object.keys(record).filter((key) => key !== 'inputs') : [];
  const near = nearest(absent, keys) ?? keys.at(0);
  return near === undefined
    ? sentence(
        'There is no "{0}" in this line, which data.target names for the target. Write it there, or remove "target".',
        absent,
      )
    : sentence(
        'There is no "{0}" in this line, which data.target names for the target. Write the key that is there: ' +
          '"target": ' +
          '"{1}".',
        absent,
        near,
      );
}
