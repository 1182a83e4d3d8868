import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { emptyResult } from '../../../src/result/emptyResult';
import { migrate } from '../../../src/result/migration/migrate';
import { ofVersion1 } from '../../../src/result/migration/ofVersion1';
import { reasonInEnglish, warningsInEnglish } from '../../../src/result/warningSentence';
import type { AnalysisResult, Estimate } from '../../../src/result/result';

interface EstimateVersion1 extends Omit<Estimate, 'of' | 'reason' | 'warnings'> {
  of?: string;
  reason?: string;
  warnings?: string[];
}

/** A run of a delayed copy as version 1 kept it, with some of its estimates. */
const document = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/version1.result.json'), 'utf8')) as Omit<
  AnalysisResult,
  'estimates'
> & { estimates: EstimateVersion1[] };

function migrated(from: unknown): AnalysisResult {
  const migration = migrate(from);
  if ('ignored' in migration) throw new Error(inEnglish(migration.ignored));
  return migration.result;
}

const whyIgnored = (from: unknown): string => {
  const migration = migrate(from);
  return 'ignored' in migration ? inEnglish(migration.ignored) : '';
};

describe('a document of schema version 1', () => {
  it('keeps every number and every word', () => {
    const result = migrated(document);
    expect(result.schemaVersion).toBe(2);
    expect(result.estimates).toHaveLength(document.estimates.length);
    result.estimates.forEach((estimate, i) => {
      const { of, reason, warnings, ...figures } = document.estimates[i];
      expect(estimate).toMatchObject(figures);
      expect(estimate.of === undefined).toBe(of === undefined);
      expect(estimate.reason && reasonInEnglish(estimate.reason, 'bits')).toBe(reason);
      expect(estimate.warnings && warningsInEnglish(estimate.warnings, 'bits')).toEqual(warnings);
    });
    expect(inEnglish(result.data!.title)).toBe('delayed copy, 4 symbols, delay 3');
    expect(result.exact.map(({ name }) => inEnglish(name))).toContain('a perfect memory of the last 4 symbols');
    expect(warningsInEnglish(result.losses![0].warnings ?? [], 'bits')[0]).toMatch(/ceiling log2 N = 9\.97 bits/);
    expect(migrated(result)).toBe(result);
  });

  it('says as data what its estimates were computed from', () => {
    const found = migrated(document).estimates.flatMap(({ of }) => (of ? [of] : []));
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['declaredNoise']));
    expect(found[0]).toEqual({ kind: 'declaredNoise', variance: 0.01 });
  });

  it.each([
    ['state with its own noise', { kind: 'ownNoise' }],
    ['state in 30 bins a unit', { kind: 'bins', count: 30 }],
    ['state in 10 bins of one width a unit', { kind: 'bins', count: 10, equalWidth: true }],
    [
      'codes that are integers: a function of the input, so that I(X;Z) is H(Z)',
      { kind: 'integers', functionOfInput: true },
    ],
    ['KL to the learned prior of 3 Gaussians', { kind: 'divergenceFromPrior', prior: 'learned', components: 3 }],
    ['h(Y) less the cross-entropy of out', { kind: 'headCrossEntropy', head: 'out', differential: true }],
    ['something that nobody wrote', { kind: 'text', text: 'something that nobody wrote' }],
  ])('reads "%s"', (text, of) => {
    expect(ofVersion1(text)).toEqual(of);
  });

  it('migrates the further networks', () => {
    const { name, layers, training, estimates, exact, findings, losses } = { name: 'gru', ...document };
    const beside = { name, layers, training, estimates, exact, findings, losses, warnings: ['It is {0} odd.'] };
    const [network] = migrated({ ...document, networks: [beside] }).networks ?? [];
    expect(network.estimates).toEqual(migrated(document).estimates);
    expect(warningsInEnglish(network.warnings, 'bits')).toEqual(['It is {0} odd.']);
  });
});

describe('any other document is ignored with a reason', () => {
  const whole = emptyResult(document.config, document.environment);
  const second = migrated(document);
  const { name: _, ...withoutName } = document.exact[0];
  const withFirst = (from: { estimates: readonly object[] }, fields: object): object => ({
    ...from,
    estimates: [{ ...from.estimates[0], ...fields }],
  });

  it('unless it is one of version 2', () => {
    expect(migrated(whole)).toBe(whole);
  });

  it.each([
    ['a number', 3, 'is not an analysis result'],
    ['no version', { estimates: [] }, 'is not an analysis result'],
    ['a later version', { ...whole, schemaVersion: 3 }, 'schema version 3'],
    ['a torn document', { ...whole, estimates: undefined }, 'incomplete or damaged at "estimates"'],
    ['an estimate that is nothing', { ...document, estimates: [null] }, '"estimates[0]"'],
    ['further networks that are no list', { ...document, networks: {} }, '"networks"'],
    ['data that are nothing', { ...document, data: null }, '"data"'],
    ['an empty config', { ...document, config: {} }, '"config.data"'],
    ['an estimate of version 1 computed from a number', withFirst(document, { of: 5 }), '"estimates[0].of"'],
    ['warnings that are numbers', { ...document, warnings: [5] }, '"warnings[0]"'],
    ['an exact line without a name', { ...document, exact: [withoutName] }, '"exact[0].name"'],
    ['version 1 under the number 2', { ...document, schemaVersion: 2 }, '"estimates[1].of"'],
    ['version 2 with `of` as text', withFirst(second, { of: 'state in bins' }), '"estimates[0].of"'],
    ['version 2 with an unknown `of`', withFirst(second, { of: { kind: 'other' } }), '"estimates[0].of"'],
    ['version 2 with a warning as text', withFirst(second, { warnings: ['odd'] }), '"estimates[0].warnings[0]"'],
    ['an unknown warning', { ...second, warnings: [{ code: 'toString', args: [] }] }, '"warnings[0].code"'],
    ['version 2 under the number 1', { ...second, schemaVersion: 1 }, '"estimates[1].of"'],
  ])('%s', (_, from, why) => {
    expect(whyIgnored(from)).toContain(why);
  });
});
