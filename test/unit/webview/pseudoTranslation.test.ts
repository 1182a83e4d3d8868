import { beforeAll, describe, expect, it } from 'vitest';
import { estimatorNames } from '../../../src/config/schema/estimatorNames';
import { listedMessages } from '../../../scripts/strings.mjs';
import { inEnglish, type Sentence, verbatim } from '../../../src/base/sentence';
import { advice } from '../../../src/analysis/sayings/advice/advice';
import { findings } from '../../../src/analysis/sayings/findings/findings';
import { memoryFits } from '../../../src/analysis/measures/memory/memoryFits';
import { publishedSchema } from '../../../src/config/publishedSchema';
import { readConfig } from '../../../src/config/readConfig';
import { parseNpyHeader } from '../../../src/data/npy/header';
import { assembleInputs, assembleTargets } from '../../../src/data/files/assemble';
import type { FileNumbers, FileTargets } from '../../../src/data/files/fileTable';
import { causeOf, InputError } from '../../../src/base/userError';
import type { ComputedFrom } from '../../../src/result/computedFrom';
import { migrate } from '../../../src/result/migration/migrate';
import { reasonTexts } from '../../../src/result/reasonTexts';
import type { Reason } from '../../../src/result/reasons';
import { ResultIndex } from '../../../src/result/resultIndex';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import type { NoteArgument, Warning } from '../../../src/result/warnings';
import { warningTexts } from '../../../src/result/warningTexts';
import { sweptKeys } from '../../../src/config/layers/sweptKeys';
import { chartKinds } from '../../../webview/charts/catalog';
import { fakeResult } from '../../../webview/fake/result';
import { marksOf } from '../../../webview/model/chartData';
import { ofText, reasonText, sentenceText, warningText } from '../../../webview/model/sentence';
import { firstChoices, sceneOf } from '../../../webview/model/scene';
import { setStrings, t } from '../../../webview/ui/l10n';

/** The message with every letter outside its places replaced: whatever Latin letters are left were not translated. */
const pseudo = (message: string): string =>
  message
    .split(/(\{\d+\})/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/\p{L}/gu, 'ж')))
    .join('');

beforeAll(() => setStrings(Object.fromEntries(listedMessages().map((message) => [message, pseudo(message)]))));

/**
 * What stays as it is in every language: names from the config, the names of estimators, layers and quantities, numbers
 * and formulas.
 */
const kept = new Set<string>([
  ...estimatorNames,
  ...fakeResult({ critic: true }).layers.flatMap(({ name, type }) => [name, type]),
  ...sweptKeys(fakeResult({ studies: true }).config.sweep).flatMap(({ key }) => key.split('.').slice(-1)),
]);

/** The untranslated words of a text: two Latin letters or more that no identifier explains. */
const untranslated = (text: string, names: ReadonlySet<string> = kept): string[] =>
  [...text.replaceAll(/[HIhX]\([^)]*\)|`[^`]*`|"[^"]*"|\w+\.[\w.[\]]+/g, '').matchAll(/[A-Za-z][A-Za-z\d_]+/g)]
    .map(([word]) => word)
    .filter((word) => !names.has(word));

/** Every key and every choice that a config may hold. */
function configWords(): Set<string> {
  const words = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && /^[A-Za-z]\w*$/.test(value)) words.add(value);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      words.add(key.replace('$', ''));
      if (key !== 'description') collect(part);
    }
  };
  collect(publishedSchema());
  return words;
}

const argumentsOf = (text: string): NoteArgument[] =>
  Array.from({ length: (text.match(/\{\d+\}/g) ?? []).length }, () => ({ nats: 1 }));

const everyWarning = Object.entries(warningTexts).map(([code, text]) => ({
  code: code as Warning['code'],
  args: code === 'text' || code === 'note' ? [verbatim('1')] : argumentsOf(text),
}));

const everyReason = Object.entries(reasonTexts).map(([code, text]) => ({
  code: code as Reason['code'],
  args: code === 'text' ? [verbatim('1')] : argumentsOf(text),
}));

/** One of each form. */
const everyOf: readonly ComputedFrom[] = [
  { kind: 'declaredNoise', variance: 0.01 },
  { kind: 'meanWithDeclaredNoise', variance: 0.01 },
  { kind: 'ownNoise' },
  { kind: 'noiseInEveryStep' },
  { kind: 'bins' },
  { kind: 'bins', count: 10 },
  { kind: 'bins', count: 10, equalWidth: true },
  { kind: 'integers' },
  { kind: 'integers', functionOfInput: true },
  { kind: 'drawn' },
  { kind: 'divergenceFromPrior', prior: 'standard' },
  { kind: 'divergenceFromPrior', prior: 'learned', components: 1, step: true },
  { kind: 'divergenceFromPrior', prior: 'learned', components: 4 },
  { kind: 'divergenceFromMixture' },
  { kind: 'knownInfoNCE' },
  { kind: 'codeLength' },
  { kind: 'headCrossEntropy', head: 'out' },
  { kind: 'headCrossEntropy', head: 'out', differential: true },
  { kind: 'trainedCritic', objective: 'infoNCE', group: 64 },
  { kind: 'trainedCritic', objective: 'jensenShannon' },
];

/** A made-up run whose estimates carry every warning, every reason and every form of `of`. */
function run(): AnalysisResult {
  const result = fakeResult({ sweep: true, studies: true, beside: true, critic: true });
  result.estimates.forEach((estimate: Estimate, i) => {
    estimate.of = everyOf[i % everyOf.length];
    estimate.reason = [everyReason[i % everyReason.length]];
    if (i % 3 === 0) estimate.warnings = [everyWarning[i % everyWarning.length]];
  });
  result.fits = memoryFits(result.estimates);
  result.findings = findings(result);
  result.advice = advice(result);
  return result;
}

describe('in a made-up language no English word is left', () => {
  it('the made-up language is one', () => {
    expect(untranslated('{0} of {1} layers')).toEqual(['of', 'layers']);
    expect(untranslated(t('Findings'))).toEqual([]);
    expect(untranslated(t('a message that nobody listed'))).not.toEqual([]);
  });

  it.each(['bits', 'nats'] as const)('in warnings and reasons, in %s', (unit) => {
    for (const warning of everyWarning) expect(untranslated(warningText(warning, unit)), warning.code).toEqual([]);
    for (const reason of everyReason) expect(untranslated(reasonText([reason], unit)), reason.code).toEqual([]);
  });

  it('in what estimates are computed from', () => {
    for (const of of everyOf) expect(untranslated(ofText(of)), of.kind).toEqual([]);
  });

  it('in findings, suggestions and names of exact lines', () => {
    const result = run();
    expect(result.findings.length).toBeGreaterThan(3);
    for (const said of [...result.findings, ...result.advice, ...result.exact.map(({ name }) => name)])
      expect(untranslated(sentenceText(said)), said.message).toEqual([]);
  });

  it.each(chartKinds())('in the data of the chart "$id"', ({ select, title, reading }) => {
    const scene = sceneOf(new ResultIndex(run()), firstChoices, false);
    expect(untranslated([title, reading].map((text) => t(text)).join(' '))).toEqual([]);
    const chartData = select(scene);
    if (!chartData) return;
    const { says, of, x, y, right, series, limits, bands, columns, rows, notes = [], summary, teaching } = chartData;
    const shown = [
      [says, ...of, x.label, y.label, right?.label ?? '', rows ?? '', teaching?.text ?? '', ...notes],
      [...series, ...limits, ...bands].map(({ name }) => name),
      [...columns, ...(summary?.columns ?? [])].map(({ label }) => label),
      marksOf(chartData).flatMap(({ read, details, warnings, cells }) => [
        read,
        ...details,
        ...warnings,
        ...cells.map((cell) => String(cell ?? '')),
      ]),
    ].flat();
    expect([...new Set(shown.flatMap((text) => untranslated(text)))]).toEqual([]);
  });

  it('in the problems of a config', () => {
    const broken = [
      '{ "data": { "task": "nothing" } }',
      '{ "data": { "task": "parity", "length": "x", "lenth": 4 }, "model": { "layers": [] }, "other": 1 }',
      '{ "data": { "task": "parity", "length": 0 }, "model": { "layers": [{ "type": "lstm", "units": 1.5 }] } }',
      '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "lstm", "name": "X", "units": 4 }] } }',
      '{ "data": { "task": "delayedCopy", "length": 4, "delay": 9 }, "model": { "layers": [{ "type": "lstm", ' +
        '"name": "1", "units": 4 }] }, "training": { "epochs": -1 } }',
    ];
    const problems = broken.flatMap((text) => readConfig(text).problems);
    expect(problems.length).toBeGreaterThan(6);
    for (const { sentence: said } of problems)
      expect(untranslated(sentenceText(said), configWords()), said.message).toEqual([]);
  });

  it('in what is thrown of files', () => {
    for (const said of thrown())
      expect(untranslated(sentenceText(said), new Set(['NaN', 'npy'])), inEnglish(said)).toEqual([]);
  });
});

/** What reading broken files throws, and what a foreign document is ignored for. */
function thrown(): Sentence[] {
  const blame: FileNumbers['blame'] = (_, said) => new InputError(said);
  const numbers = (values: number[], features = 1): FileNumbers => ({
    values,
    samples: values.length / features,
    length: 1,
    features,
    integers: true,
    blame,
  });
  const targets = (values: number[]): FileTargets => ({ ...numbers(values), at: 'end' });
  const works: (() => unknown)[] = [
    () => assembleInputs(numbers([1, NaN]), undefined, []),
    () => assembleInputs(numbers([1, 2], 2), 3, []),
    () => assembleInputs(numbers([1, 9]), 3, []),
    () => assembleTargets(targets([NaN]), {}, []),
    () => assembleTargets(targets([1, 9]), { classes: 3 }, []),
    () => parseNpyHeader(Buffer.from('PK'), 'x.npy'),
    () => parseNpyHeader(Buffer.alloc(64), 'x.npy'),
  ];
  const sentences = works.map((work) => {
    try {
      work();
    } catch (error) {
      return causeOf(error);
    }
    throw new Error('Nothing was thrown.');
  });
  const foreign = [3, { schemaVersion: 3 }, { schemaVersion: 1 }].map(migrate);
  return [...sentences, ...foreign.flatMap((migration) => ('ignored' in migration ? [migration.ignored] : []))];
}
