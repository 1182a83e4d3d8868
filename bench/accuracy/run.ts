/**
 * npm run bench:accuracy -- [--estimators a,b] [--tasks text,…] [--samples N] [--seeds k] [--json]
 * npm run bench:accuracy -- --coverage [--estimators a,b] [--samples N] [--data-sets k] [--json]
 * npm run bench:accuracy -- --families [--half development|heldOut] [--tasks text,…] [--seeds k] [--json]
 * node dist/accuracy.js --truths > bench/accuracy/tasks/families/truths.json
 * npm run bench:accuracy -- --enumerate CONFIG
 * npm run bench:accuracy -- --cells [--tasks text;…] [--json]
 * Reads every task whose name or group holds one of the texts with every estimator; nats.
 */
import { sentence } from '../../src/base/sentence';
import { parseArgs } from 'node:util';
import { InputError, UserError } from '../../src/base/userError';
import { estimatorNames, type EstimatorName } from '../../src/information/types/estimate';
import { cellReport } from './cells/cellReport';
import { readCells } from './cells/cellReading';
import { isReading, read, type Outcome } from './readings';
import { coveredEstimators, measureCoverage } from './coverage';
import type { FamilyOutcome } from './families/familyReading';
import { familyDocument, familyReport } from './families/familyReport';
import { familyTasksNamed, readFamilies, renewedTruths } from './families/familyRun';
import { enumerated } from './enumerate';
import { coverageReport, report } from './report';
import { summaries, wrongWithoutWarning } from './summary';
import { tasks, type AccuracyTask } from './tasks/tasks';

/** States of every beginning where all histories are summed. */
const statesOfABeginning = 8;

/** The default estimators. */
const everyday = 'auto,gaussianCopula,ksg1';

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function estimatorsNamed(text: string): EstimatorName[] {
  return list(text).map((name) => {
    const found = estimatorNames.find((known) => known === (name === 'ksg' ? 'ksg1' : name));
    if (!found)
      throw new InputError(sentence('There is no estimator "{0}"; there are {1}.', name, estimatorNames.join(', ')));
    return found;
  });
}

function tasksNamed(text: string | undefined): AccuracyTask[] {
  if (text === undefined) return [...tasks];
  const chosen = tasks.filter(({ name, group }) => list(text).some((part) => name.includes(part) || group === part));
  if (chosen.length === 0)
    throw new InputError(
      sentence('No task\'s name holds "{0}"; there are {1}.', text, tasks.map(({ name }) => name).join(', ')),
    );
  return chosen;
}

function whole(text: string, what: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InputError(sentence('--{0} is {1}; give a whole number from 1.', what, text));
  return value;
}

const progress = (text: string): void => void process.stderr.write(`\r${text.padEnd(78)}`);
const endProgress = (): void => void process.stderr.write('\r'.padEnd(80) + '\r');
const printed = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, undefined, 1)}\n`);

async function families(half: string | undefined, tasks: string | undefined, seeds: number): Promise<FamilyOutcome[]> {
  const outcomes = await readFamilies(familyTasksNamed(half, tasks), seeds, progress);
  endProgress();
  return outcomes;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      estimators: { type: 'string', default: everyday },
      tasks: { type: 'string' },
      samples: { type: 'string', default: '2000' },
      seeds: { type: 'string', default: '1' },
      neighbors: { type: 'string' },
      json: { type: 'boolean', default: false },
      coverage: { type: 'boolean', default: false },
      families: { type: 'boolean', default: false },
      half: { type: 'string' },
      truths: { type: 'boolean', default: false },
      enumerate: { type: 'string' },
      cells: { type: 'boolean', default: false },
      'data-sets': { type: 'string', default: '200' },
    },
  });
  if (values.enumerate !== undefined) {
    printed(await enumerated(values.enumerate, statesOfABeginning));
    process.exit();
  }
  if (values.cells) {
    const readings = await readCells(progress, values.tasks?.split(';'));
    endProgress();
    if (values.json) printed(readings);
    else process.stdout.write(`${cellReport(readings)}\n`);
    process.exit();
  }
  if (values.truths) {
    printed(renewedTruths(progress));
    endProgress();
    return;
  }
  if (values.families) {
    const outcomes = await families(values.half, values.tasks, whole(values.seeds, 'seeds'));
    if (values.json) printed(familyDocument(outcomes));
    else process.stdout.write(`${familyReport(outcomes)}\n`);
    return;
  }
  if (values.coverage) {
    const chosen = values.estimators === everyday ? coveredEstimators : estimatorsNamed(values.estimators);
    const sampled = values.samples === '2000' ? 500 : whole(values.samples, 'samples');
    const rows = await measureCoverage(chosen, sampled, whole(values['data-sets'], 'data-sets'), progress);
    endProgress();
    process.stdout.write(
      `${values.json ? JSON.stringify({ unit: 'nats', coverage: rows }, undefined, 1) : coverageReport(rows)}\n`,
    );
    return;
  }
  const samples = whole(values.samples, 'samples');
  const outcomes: Outcome[] = [];
  for (const task of tasksNamed(values.tasks)) {
    for (const estimator of estimatorsNamed(values.estimators)) {
      for (let seed = 1; seed <= whole(values.seeds, 'seeds'); seed++) {
        progress(`${task.name} ${estimator} ${seed}`);
        outcomes.push(
          await read(
            task,
            {
              estimator,
              seed,
              ...(values.neighbors !== undefined && { neighbors: whole(values.neighbors, 'neighbors') }),
            },
            samples,
          ),
        );
      }
    }
  }
  endProgress();
  const readings = outcomes.filter(isReading);
  const text = values.json
    ? JSON.stringify(
        {
          unit: 'nats',
          readings,
          refusals: outcomes.filter((outcome) => !isReading(outcome)),
          summaries: summaries(readings),
          wrongWithoutWarning: readings.filter(wrongWithoutWarning).length,
        },
        undefined,
        1,
      )
    : report(outcomes);
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof UserError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = error instanceof InputError ? 2 : 1;
});
