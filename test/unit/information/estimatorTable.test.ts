import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { assumptionWords } from '../../../src/result/assumptionWords';
import { Random } from '../../../src/base/random';
import type { EstimatorName } from '../../../src/information/types/estimate';
import { certifiedEnds, type CertifiedEnds } from '../../../src/information/types/assumption';
import { entryOf } from '../../../src/information/estimators/lookUp';
import type { EstimatorEntry, PairKind } from '../../../src/information/estimators/entry';
import { estimatorEntries } from '../../../src/information/estimators/table';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { Variable } from '../../../src/information/types/variable';
import { gaussianVectors, symmetricChannel } from './samplers';

const readme = join(__dirname, '../../../src/information/README.md');
const marks = ['<!-- estimators -->\n', '<!-- /estimators -->'];

const costs = { low: 'milliseconds', medium: 'under a second', high: 'seconds' };

const certain = { both: 'both', low: 'lower', high: 'upper', none: '-' };

function rowOf(entry: EstimatorEntry): string {
  const { name, about, pairs, bound, certified, assumes, entropy, conditional, cost, trained, source } = entry;
  const forms = [...(entropy ? ['H(X)'] : []), ...(conditional ? ['I(X;Y given Z)'] : [])];
  return `| ${[
    `\`${name}\``,
    about,
    pairs.length === 3 ? 'any' : pairs.join(', '),
    bound === 'none' ? '-' : bound,
    certain[certified],
    assumes === undefined ? '-' : inEnglish(assumptionWords(assumes)),
    forms.join(', ') || '-',
    trained ? 'yes' : '-',
    costs[cost],
    source,
  ].join(' | ')} |\n`;
}

// `UPDATE_README=1 npx vitest run --project unit test/unit/information/estimatorTable.test.ts` writes it anew.
it("is the README's table", () => {
  const head =
    '\n| name | for | pairs | bound | certified ends | assumes | other forms | trained | cost | source |\n' +
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n';
  const table = `${head}${estimatorEntries.map(rowOf).join('')}\n`;
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(marks[0]) + marks[0].length, text.indexOf(marks[1])];
  if (process.env.UPDATE_README) writeFileSync(readme, text.slice(0, from) + table + text.slice(to));
  expect(readFileSync(readme, 'utf8').slice(from, from + table.length + marks[1].length)).toBe(table + marks[1]);
});

const named = estimatorEntries.filter(({ name }) => name !== 'auto');

it.each(named)('$name measures a pair that it is for, with the bound of its entry', async ({ name, bound, pairs }) => {
  const estimate = await mutualInformation(...pairOf(pairs[0], name === 'studentCopula'), {
    estimator: name,
    seed: 1,
    shuffles: 0,
    neural: { steps: 20 },
  });
  expect(estimate).toMatchObject({ estimator: name, bound });
});

/** Where the conditions of a theorem are met, an estimator certifies more than its entry says. */
const more: Partial<Record<EstimatorName, CertifiedEnds>> = { probe: 'both' };

it.each(named)('$name certifies the ends of its entry, and says what the others assume', async ({ name, pairs }) => {
  const { certified, assumes } = entryOf(name);
  // Symbols need no bins.
  const kind = name === 'binning' ? 'continuous' : pairs[0];
  const estimate = await mutualInformation(...pairOf(kind, name === 'studentCopula'), {
    estimator: name,
    seed: 1,
    shuffles: 0,
    neural: { steps: 20 },
  });
  const open = assumes === undefined;
  expect(certifiedEnds(estimate)).toBe(more[name] ?? (open ? 'both' : certified));
  expect(estimate.assumes).toBe(more[name] ? undefined : assumes);
  // An end that is neither certified nor a model's says nothing.
  if (open && certified === 'low' && !more[name]) expect(estimate.high).toBe(Infinity);
  expect(estimate.low).toBeGreaterThan(-Infinity);
});

/** Two variables of a kind; a continuous one has a known density given the other. */
function pairOf(kind: PairKind, heavyTails: boolean): [Variable, Variable] {
  const [symbols, received] = symmetricChannel(3, 0.3, 240, 1);
  if (kind === 'discrete') return [symbols, received];
  const [gaussian, noisy] = gaussianVectors(0.6, 2, 240, 1);
  const random = new Random(2);
  const scales = Float64Array.from({ length: 240 }, () => (heavyTails ? Math.exp(random.normal()) : 1));
  const scaled = (of: Variable): Variable => ({ ...of, values: of.values.map((value, i) => value * scales[i >> 1]) });
  const conditional = {
    given: 'X',
    means: gaussian.values.map((value) => 0.6 * value),
    variances: Float64Array.of(0.64),
  };
  return [kind === 'mixed' ? symbols : scaled(gaussian), { ...scaled(noisy), conditional }];
}
