import { sentence, type Sentence } from '../../base/sentence';
import { type Cell, isDate, isDecimalComma } from './cells';
import type { CellProblem } from './tableColumn';

/** The column of a cell. */
export interface CellColumn {
  readonly name: string;
  /** Of an input: the names of the other inputs, and whether the rows have times already. */
  readonly inputs?: { readonly others: readonly string[]; readonly haveTimes: boolean };
  readonly severalTargets: boolean;
}

/** What is wrong with a cell, and what to write instead. */
export function sayCell(problem: CellProblem, cell: Cell, { name, inputs, severalTargets }: CellColumn): Sentence {
  switch (problem) {
    case 'missing':
      return cell === '' || typeof cell === 'number'
        ? sentence(
            'A number is missing in column "{0}". Set "missing" in the data to "drop" or "carry", or fill it in.',
            name,
          )
        : sentence(
            '"{0}" in column "{1}" stands for a missing number. Set "missing" in the data to "drop" or "carry".',
            cell,
            name,
          );
    case 'word':
      if (typeof cell === 'string' && isDecimalComma(cell))
        return sentence(
          '"{0}" in column "{1}" has a decimal comma. In Python: pandas.read_csv(path, sep=";", decimal=",").to_csv(' +
            '"data.csv", index=False).',
          cell,
          name,
        );
      if (typeof cell === 'string' && isDate(cell) && inputs?.haveTimes)
        return sentence(
          '"{0}" in column "{1}" is a date, which is no input. Name the inputs: "features": {2}.',
          cell,
          name,
          JSON.stringify(inputs.others).replaceAll(',', ', '),
        );
      if (typeof cell === 'string' && isDate(cell))
        return sentence(
          '"{0}" in column "{1}" looks like a date. Add "time": "{1}" to the data, and write dates as 2024-01-31 ' +
            '10:00:00. In Python: table["{1}"] = pandas.to_datetime(table["{1}"], dayfirst=...).',
          cell,
          name,
        );
      return inputs
        ? sentence(
            '"{0}" in column "{1}" is not a number, and the column begins with numbers. If it is a missing number, ' +
              'leave the cell empty and set "missing" to "drop" or "carry".',
            cell,
            name,
          )
        : sentence(
            severalTargets
              ? '"{0}" in column "{1}" is not a number. Targets that are predicted together are numbers: leave "{1}" ' +
                  'out of "target", and write "furtherTargets": { "other": "{1}" }.'
              : '"{0}" in column "{1}" is not a number, and the column begins with numbers. Write all of its entries ' +
                  'as numbers, or all as words.',
            cell,
            name,
          );
    case 'rounded':
      return sentence(
        '{0} in column "{1}" is beyond 2^53, where integers are not told apart. Number them anew. In Python: ' +
          'table["{1}"] = pandas.factorize(table["{1}"])[0]; of amounts: table["{1}"] -= table["{1}"].min().',
        cell,
        name,
      );
    case 'too large':
      return sentence(
        '{0} in column "{1}" is too large, as the number 1e999 is. Write a smaller one, or nothing where it is ' +
          'missing.',
        String(cell),
        name,
      );
  }
}
