import { sentence, type Sentence } from '../../base/sentence';
import type { InputError } from '../../base/userError';
import { sayCell } from './cellProblems';
import { type Cell, isDate, isNumber, timeOf } from './cells';
import { arrangeTable, type TableRows } from './arrangeTable';
import type { FileTable } from './fileTable';
import { NumberBuffer } from './numberBuffer';
import { type CellProblem, TableColumn } from './tableColumn';
import { RowNumbers, saidOfRowNumbers } from './rowNumbers';
import { partsOf, saidOfParts } from './times';
import { columnsOf, type Columns, type TableConfig } from './tableColumns';
import { readTexts } from './texts';

/** How errors in a kind of file name their place. */
export interface TablePlaces {
  readonly file: string;
  /** An error at the names of the columns. */
  readonly header: (what: Sentence) => InputError;
  /** An error at a row, by the number that `add` was given. */
  readonly row: (place: number, what: Sentence) => InputError;
}

/** A row of a table, as long as the header. */
export interface TableRow {
  readonly cells: readonly Cell[];
  /** A number for the row's place in the file: its line, or which row it is. */
  readonly place: number;
  /** Makes an error at a cell of the row. */
  readonly blame: (column: number, what: Sentence) => InputError;
}

/** Collects the rows of a table, as they come, into sequences. */
export class TableReader {
  readonly columns: Columns;
  private readonly features: readonly TableColumn[];
  private readonly targets: readonly TableColumn[];
  private readonly rowNumbers: readonly RowNumbers[];
  private readonly sequenceOf = new NumberBuffer();
  private readonly placeOf = new NumberBuffer();
  private readonly timeOf = new NumberBuffer();
  private readonly sequences = new Map<string, number>();
  private readonly texts: string[] = [];
  private rows = 0;

  /**
   * @param first the first row
   * @param floats numbers of the columns whose numbers are values, though they may be whole
   * @throws InputError where a column is missing
   */
  constructor(
    private readonly header: readonly string[],
    first: readonly Cell[],
    private readonly config: TableConfig,
    private readonly places: TablePlaces,
    floats: ReadonlySet<number> = new Set(),
  ) {
    const columns = columnsOf(header, first, config, places.header);
    const mayLack = config.missing !== 'error';
    const oneLabel = columns.targets.length === 1;
    this.columns = columns;
    this.rowNumbers = columns.rowNumbers.map((index) => new RowNumbers(index));
    this.features = columns.features.map((index) => new TableColumn(index, mayLack, true, !floats.has(index)));
    this.targets = columns.targets.map((index) => new TableColumn(index, true, oneLabel, !floats.has(index)));
  }

  /** @throws InputError at a cell that is not what its column holds */
  add(row: TableRow): void {
    const { columns } = this;
    this.rows++;
    for (const numbers of this.rowNumbers) {
      const wrong = numbers.add(row.cells[numbers.index]);
      if (wrong) throw row.blame(numbers.index, wrong);
    }
    if (columns.mask !== undefined && !this.isReal(row, columns.mask)) return;
    this.sequenceOf.push(this.sequenceNumber(row));
    this.placeOf.push(row.place);
    if (columns.time !== undefined) this.timeOf.push(this.time(row, columns.time));
    if (columns.grouping === 'a text a row') this.texts.push(String(row.cells[columns.features[0]]));
    else for (const column of this.features) this.take(row, column, true);
    for (const column of this.targets) this.take(row, column, false);
  }

  finish(): FileTable {
    const table = this.arranged();
    if (this.rowNumbers.length === 0) return table;
    return { ...table, said: [...(table.said ?? []), ...this.rowNumbers.map(saidOfRowNumbers)] };
  }

  private arranged(): FileTable {
    const { columns, config, places } = this;
    const placeOf = this.placeOf.values;
    const blameRow = (row: number, what: Sentence): InputError => places.row(placeOf[row], what);
    if (columns.grouping === 'a text a row')
      return saidOfWords(readTexts({ texts: this.texts, labels: this.targets, blameRow }, config));
    const times = columns.time === undefined ? undefined : this.timeOf.values;
    const parts = times && columns.grouping === 'one series' ? partsOf(times) : undefined;
    const name = this.header[columns.time ?? 0];
    const rows: TableRows = {
      file: places.file,
      blameHeader: places.header,
      blameRow,
      sequences: parts ? Array.from({ length: parts.parts }, (_, part) => String(part)) : [...this.sequences.keys()],
      sequenceOf: parts?.partOf ?? this.sequenceOf.values,
      ...(times && { times: { name, values: times } }),
      features: this.features,
      labels: columns.features.map((index) => this.header[index]),
      chosen: config.features !== undefined,
      targets: this.targets,
      targetAt: config.targetAt,
      masked: columns.mask !== undefined,
      cut: config.window !== undefined,
    };
    const table = arrangeTable(rows);
    return parts ? { ...table, said: [...(table.said ?? []), saidOfParts(name, parts.parts)] } : table;
  }

  private sequenceNumber({ cells, blame }: TableRow): number {
    const { grouping, sequence } = this.columns;
    if (grouping === 'a text a row') return this.numberOf(String(this.rows));
    if (sequence === undefined) return this.numberOf('');
    const id = String(cells[sequence]);
    if (id === '')
      throw blame(
        sequence,
        sentence(
          '"{0}" is empty here. Write in every row which sequence it belongs to. In Python: table["{0}"] = ' +
            'table["{0}"].ffill().',
          this.header[sequence],
        ),
      );
    return this.numberOf(id);
  }

  private numberOf(id: string): number {
    let index = this.sequences.get(id);
    if (index === undefined) this.sequences.set(id, (index = this.sequences.size));
    return index;
  }

  private isReal({ cells, blame }: TableRow, mask: number): boolean {
    const text = String(cells[mask]).toLowerCase();
    if (text === '1' || text === 'true') return true;
    if (text === '0' || text === 'false') return false;
    throw blame(
      mask,
      sentence(
        '"{0}" in the mask "{1}" is neither 1 (a real step) nor 0 (padding). Write 1 or 0 in every row of it.',
        text,
        this.header[mask],
      ),
    );
  }

  private time({ cells, blame }: TableRow, column: number): number {
    const cell = cells[column];
    const value = typeof cell === 'number' || isNumber(cell) ? Number(cell) : timeOf(cell);
    if (Number.isFinite(value)) return value;
    throw blame(
      column,
      sentence(
        '"{0}" in the time column "{1}" is neither a number nor a date such as 2024-01-31 10:00:00. In Python: ' +
          'table["{1}"] = pandas.to_datetime(table["{1}"], dayfirst=...).',
        cell,
        this.header[column],
      ),
    );
  }

  private take({ cells, blame }: TableRow, column: TableColumn, isInput: boolean): void {
    const cell = cells[column.index];
    const problem =
      isInput && this.features.length > 1 && typeof cell === 'string' && isDate(cell) ? 'word' : column.add(cell);
    if (problem) throw blame(column.index, this.sayProblem(problem, cell, column, isInput));
  }

  private sayProblem(problem: CellProblem, cell: Cell, { index }: TableColumn, isInput: boolean): Sentence {
    const others = this.features.filter((column) => column.index !== index).map((column) => this.header[column.index]);
    return sayCell(problem, cell, {
      name: this.header[index],
      ...(isInput && { inputs: { others, haveTimes: this.columns.time !== undefined } }),
      severalTargets: this.targets.length > 1,
    });
  }
}

/** Texts of one word each may be the steps of a series. */
function saidOfWords(table: FileTable): FileTable {
  if (table.inputs.length > 1) return table;
  const said = sentence(
    'Every row is read as a text of its own, and none has more than one word. If all rows are one long series, add ' +
      '"window": { "length": 32 } to the data, which cuts it.',
  );
  return { ...table, said: [...(table.said ?? []), said] };
}
