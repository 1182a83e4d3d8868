import { sentence } from '../../base/sentence';
import { InputError, UserError } from '../../base/userError';
import { compare } from '../../information/compare';
import { conditionalMutualInformation } from '../../information/conditionalInformation';
import { conditionalEntropy, entropy } from '../../information/entropy';
import type { EstimatorOptions, InformationEstimate } from '../../information/types/estimate';
import { distinctRows } from '../../information/looks/distinctRows';
import { oneRowAGroup } from '../../information/oneRowAGroup';
import { onParts, type OnParts } from '../../information/onParts';
import { mutualInformation } from '../../information/mutualInformation';
import { rebmiEstimate, rectifiedInformation } from '../../information/estimators/rebmi';
import { streamInformation } from '../../information/streaming/streamInformation';
import type { Variable } from '../../information/types/variable';
import { limitsText } from '../../result/limits';
import { natsIn } from '../../result/units';
import { ProgressLine } from '../progressLine';
import { chunksOf, describeArray, readVariable, type ArrayFile } from './arrays';
import { comparisonRecord, printComparison, printEstimate, record, rebmiRecord, type Asked } from './report';
import { partsRecord, printParts } from './parts';
import { estimatorNamed, settingsOf, unreadFlags, type EstimateFlags } from './settings';

/** More rows than this are read by chunks: memory stays bounded, and the interval is shown while it shrinks. */
const mostRowsInMemory = 200_000;
const rowsPerChunk = 65_536;
/** Limit of numbers in memory for quantities and comparisons that need all rows at once. */
const mostNumbersInMemory = 2 ** 27;

/** `estimate --x X.npy --y Y.npy`: one information quantity of arrays whose rows are samples. */
export async function estimateCommand(flags: EstimateFlags, signal: AbortSignal): Promise<void> {
  const settings = settingsOf(flags);
  const compared = flags.compare?.split(',').map((name) => estimatorNamed(name.trim()));
  for (const sentence of unreadFlags(flags, compared ?? [settings.estimator]))
    process.stderr.write(`note: ${sentence}\n`);
  const files = await describeAll(flags);
  const asked: Asked = { quantity: flags.quantity, unit: flags.unit };
  try {
    if (compared !== undefined) {
      const [x, y] = await readAll(files, flags, signal);
      const outcome = await compare(x, y, compared, settings, signal);
      if (flags.json) print(comparisonRecord(outcome, asked));
      else printComparison(outcome, asked);
    } else if (
      settings.estimator === 'rebmi' &&
      flags.parts !== true &&
      flags.groups === undefined &&
      flags.quantity === 'mutualInformation' &&
      files[0].rows <= mostRowsInMemory
    ) {
      const [x, y] = await readAll(files, flags, signal);
      const rectified = await rectifiedInformation(x, y, settings, signal);
      const estimate = rebmiEstimate(rectified);
      if (flags.json) print(rebmiRecord(estimate, rectified, asked));
      else printEstimate(estimate, asked, rectified);
    } else {
      const estimate = await one(files, flags, settings, signal);
      const parts = flags.parts === true ? await ofParts(files, flags, settings, signal) : undefined;
      if (flags.json) print({ ...record(estimate, asked), ...(parts && { onParts: partsRecord(parts, asked) }) });
      else {
        printEstimate(estimate, asked);
        if (parts) printParts(parts, asked);
      }
    }
  } catch (failure) {
    // A refusal of an estimator is an error in the arrays or the flags.
    throw failure instanceof UserError && !(failure instanceof InputError) ? new InputError(failure.sentence) : failure;
  }
}

function print(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function describeAll(flags: EstimateFlags): Promise<ArrayFile[]> {
  const { x, y, z, groups } = flags;
  const files = [await describeArray('X', x, flags.xKind)];
  if (y !== undefined) files.push(await describeArray('Y', y, flags.yKind));
  if (z !== undefined) files.push(await describeArray('Z', z, flags.zKind));
  if (groups !== undefined) files.push(await describeArray('groups', groups, undefined));
  for (const file of files) {
    if (file.rows !== files[0].rows)
      throw new InputError(
        sentence(
          '{0} has {1} rows and this file has {2}: the arrays need one row per sample, for the same samples.',
          x,
          files[0].rows,
          file.rows,
        ),
        file.path,
      );
  }
  return files;
}

async function readAll(files: readonly ArrayFile[], flags: EstimateFlags, signal: AbortSignal): Promise<Variable[]> {
  const numbers = files.reduce((sum, { rows, dimensions }) => sum + rows * dimensions, 0);
  if (numbers > mostNumbersInMemory)
    throw new InputError(
      sentence(
        'The arrays hold {0} numbers, but this quantity needs all of them in memory, where at most {1} are ' +
          'allowed. Only a single mutual information is read in chunks.',
        numbers,
        mostNumbersInMemory,
      ),
    );
  const variables: Variable[] = [];
  for (const file of files) variables.push(await readVariable(file, signal));
  if (flags.means !== undefined) variables[1] = await withMeans(variables[1], flags.means, flags.noise ?? 0, signal);
  return variables;
}

/** Y with its known conditional density given X. */
async function withMeans(y: Variable, given: string, variance: number, signal: AbortSignal): Promise<Variable> {
  const file = await describeArray('means', given, 'continuous');
  if (file.rows !== y.samples || file.dimensions !== y.dimensions) {
    throw new InputError(
      sentence(
        'The means have the shape [{0}, {1}] and Y has [{2}, {3}]: the shapes must be equal, one mean per value ' +
          'of Y.',
        file.rows,
        file.dimensions,
        y.samples,
        y.dimensions,
      ),
      file.path,
    );
  }
  const { values: means } = await readVariable(file, signal);
  return { ...y, conditional: { given: 'X', means, variances: Float64Array.of(variance) } };
}

async function one(
  files: readonly ArrayFile[],
  flags: EstimateFlags,
  settings: EstimatorOptions,
  signal: AbortSignal,
): Promise<InformationEstimate> {
  const inMemory = flags.means !== undefined || flags.groups !== undefined;
  if (flags.quantity === 'mutualInformation' && files[0].rows > mostRowsInMemory && !inMemory)
    return streamed(files[0], files[1], settings, flags.unit, signal);
  return grouped(await readAll(files, flags, signal), flags, settings, signal);
}

/** The quantity; with groups, which are the last of the arrays, from one row of each. */
async function grouped(
  arrays: readonly Variable[],
  flags: EstimateFlags,
  settings: EstimatorOptions,
  signal: AbortSignal,
): Promise<InformationEstimate> {
  if (flags.groups === undefined) return measured(arrays, flags, settings, signal);
  const groups = distinctRows(arrays[arrays.length - 1]);
  return oneRowAGroup(arrays.slice(0, -1), groups, settings.seed, (chosen) =>
    measured(chosen, flags, settings, signal),
  );
}

async function measured(
  [x, y, z]: readonly Variable[],
  flags: EstimateFlags,
  settings: EstimatorOptions,
  signal: AbortSignal,
): Promise<InformationEstimate> {
  switch (flags.quantity) {
    case 'mutualInformation':
      return mutualInformation(x, y, settings, signal);
    case 'entropy':
      return entropy(x, settings, signal);
    case 'conditionalEntropy':
      return conditionalEntropy(x, y, settings, signal);
    case 'conditionalMutualInformation':
      return conditionalMutualInformation(x, y, z, settings, signal);
  }
}

/** @throws InputError where the rows do not fit in memory */
async function ofParts(
  files: readonly ArrayFile[],
  flags: EstimateFlags,
  settings: EstimatorOptions,
  signal: AbortSignal,
): Promise<OnParts[]> {
  const variables = await readAll(files, flags, signal);
  return onParts(variables, settings.seed, (part) => grouped(part, flags, settings, signal));
}

/** Reads both files side by side, and prints the shrinking interval on stderr. */
async function streamed(
  x: ArrayFile,
  y: ArrayFile,
  settings: EstimatorOptions,
  unit: 'bits' | 'nats',
  signal: AbortSignal,
): Promise<InformationEstimate> {
  const line = new ProgressLine(process.stderr);
  let last: InformationEstimate | undefined;
  try {
    for await (const estimate of streamInformation({ x, y }, chunksOf(x, y, rowsPerChunk, signal), settings, signal)) {
      last = estimate;
      line.show(
        estimate.samples / x.rows,
        `${natsIn(unit, estimate.nats).toFixed(4)} ` +
          `${limitsText(estimate, (value) => natsIn(unit, value).toFixed(4))} ${unit}`,
      );
    }
  } finally {
    line.end();
  }
  if (!last) throw new InputError(sentence('The arrays are empty.'), x.path);
  return last;
}
