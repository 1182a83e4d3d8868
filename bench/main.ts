import { Command } from 'commander';
import { rows as jobRows } from './analysisJob';
import { rows as askedRows } from './asked';
import { rows as cellRows } from './cells';
import { rows as copulaRows } from './copula';
import { rows as criticRows } from './critic';
import { rows as neighborRows } from './neighbors';
import { rows as recurrentRows } from './recurrent';
import { rows as trainingRows } from './training';
import { rows as wideRows } from './wide';
import type { BenchRow } from './row';

/**
 * Every suite by name; each measures its baseline in the same run, so that the ratio is comparable on any machine. Only
 * `asked` and `wide` compare with limits in seconds and MB, which mean the same on like machines alone.
 */
const suites: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  recurrent: recurrentRows,
  training: trainingRows,
  cells: cellRows,
  neighbors: neighborRows,
  copula: copulaRows,
  critic: criticRows,
  job: jobRows,
  asked: askedRows,
  wide: wideRows,
};

async function main(): Promise<void> {
  const options = new Command('bench')
    .description('Speed, as ratios against baselines measured in the same run.')
    .option('--only <name>', `one suite or row: ${Object.keys(suites).join(', ')}, or a part of a row's name`)
    .option('--json', 'print the rows as JSON')
    .parse()
    .opts<{ only?: string; json?: boolean }>();
  const { only } = options;
  const chosen = only !== undefined && only in suites ? { [only]: suites[only] } : suites;
  const rows: BenchRow[] = [];
  for (const [name, suite] of Object.entries(chosen)) {
    process.stderr.write(`${name} …\n`);
    rows.push(...(await suite()));
  }
  const shown = only === undefined || only in suites ? rows : rows.filter((row) => row.name.includes(only));
  process.stdout.write(options.json ? `${JSON.stringify(shown, null, 2)}\n` : table(shown));
}

function table(rows: readonly BenchRow[]): string {
  const header = ['what', 'ours', 'baseline', 'theirs', 'ratio'];
  const cells = rows.map((row) => [
    row.name,
    `${row.ours.toPrecision(3)} ${row.unit}`,
    row.baseline,
    `${row.theirs.toPrecision(3)} ${row.unit}`,
    `${row.ratio.toFixed(1)}x`,
  ]);
  const widths = header.map((text, i) => Math.max(text.length, ...cells.map((line) => line[i].length)));
  return [header, ...cells]
    .map(
      (line) =>
        `${line
          .map((text, i) => text.padEnd(widths[i]))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

void main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`);
  process.exitCode = 1;
});
