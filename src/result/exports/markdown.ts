import { inEnglish, sentence, type Sentence } from '../../base/sentence';
import { editText } from '../../config/edits';
import { predictedTargets } from '../../config/layers/heads';
import { assumptionWords } from '../assumptionWords';
import { shownAmount } from '../format';
import { isModelled, limitsText } from '../limits';
import { allNetworks } from '../networks';
import type { AnalysisResult, Estimate } from '../result';
import { ResultIndex } from '../resultIndex';
import { unitWord } from '../units';
import { warningCounts } from '../warningCounts';
import { warningSentence } from '../warningSentence';
import { configText, provenance, type ReportOf } from './provenance';

/** Makes words of a sentence: English, or the person's language. */
export type Say = (said: Sentence) => string;

/**
 * A run as Markdown (GitHub's flavour, with tables): what it says, the numbers of the last epoch at the last step with
 * their limits, memory over lag, warnings, and the config to run it again. Every table names its unit.
 */
export function markdownSummary(result: AnalysisResult, of: ReportOf, say: Say = inEnglish): string {
  const text = (said: Sentence): string => escaped(say(said));
  const list = (title: Sentence, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`## ${text(title)}`, lines.map((line) => `- ${line}`).join('\n')];
  const networks = allNetworks(result);
  const parts = [
    `# ${escaped(of.title)}`,
    provenance(result, of)
      .map(({ name, value }) => `- ${text(name)}: ${text(value)}`)
      .join('\n'),
    ...networks.flatMap(({ name, view }, i) => [
      ...list(
        i === 0 ? sentence('Findings') : sentence('Findings for {0}', name),
        view.findings.map((finding) => text(finding)),
      ),
      ...layerTable(new ResultIndex(view), text),
      ...memoryTable(new ResultIndex(view), text),
    ]),
    ...list(
      sentence('Suggestions'),
      result.advice.map((item) => [text(item), ...(item.edits ?? []).map((edit) => code(editText(edit)))].join(' ')),
    ),
    ...list(sentence('Warnings'), warningLines(result, text)),
    `## ${text(sentence('The config'))}`,
    `\`\`\`json\n${configText(result)}\n\`\`\``,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Information about the input, the state before and the targets, a row a layer. */
function layerTable(index: ResultIndex, text: Say): string[] {
  const { config, layers } = index.result;
  const { unit } = config.analysis;
  const targets = predictedTargets(config.model.layers);
  const analysed = layers.filter((layer) => layer.analysed);
  if (analysed.length === 0) return [];
  const shown = analysed.map(({ name }) => [
    index.atEnd('inputInformation', name),
    index.atEnd('historyInformation', name),
    ...targets.map((target) => index.about(name, target)),
  ]);
  const head = ['I(X;H)', "I(H';H)", ...targets.map((target) => `I(H;${target})`)].map(
    (one) => `${one} (${text(unitWord(unit))})`,
  );
  return [
    `### ${text(sentence('Information held by each layer, in {0}', unitWord(unit)))}`,
    table(
      [text(sentence('layer')), text(sentence('units')), ...head.map((one) => escaped(one))],
      analysed.map(({ name, units }, i) => [escaped(name), String(units), ...shown[i].map(cell)]),
    ),
    ...legend(shown.flat(), text),
  ];
}

/** I(X_{t-s};H_t) over the lag s, a column a layer. */
function memoryTable(index: ResultIndex, text: Say): string[] {
  const { unit } = index.result.config.analysis;
  const columns = index.result.layers.flatMap(({ name }) => {
    const found = index.of('memory', name);
    return found.length === 0 ? [] : [{ name, found }];
  });
  const lags = [...new Set(columns.flatMap(({ found }) => found.map(({ lag = 0 }) => lag)))].sort((a, b) => a - b);
  if (lags.length === 0) return [];
  const at = (found: readonly Estimate[], lag: number): Estimate | undefined =>
    found.find((estimate) => (estimate.lag ?? 0) === lag);
  return [
    `### ${text(sentence('Memory over lag'))} (${text(unitWord(unit))})`,
    table(
      [text(sentence('lag')), ...columns.map(({ name }) => escaped(name))],
      lags.map((lag) => [String(lag), ...columns.map(({ found }) => cell(at(found, lag)))]),
    ),
  ];
}

/** The run's own warnings, and those of estimates with how many estimates have each, the commonest first. */
function warningLines(result: AnalysisResult, text: Say): string[] {
  const { unit } = result.config.analysis;
  return [
    ...result.warnings.map((warning) => text(warningSentence(warning, unit))),
    ...warningCounts(result.estimates, unit).map(({ said, count }) => `${text(said)} (${count}×)`),
  ];
}

const boundMarks = { none: '', lower: '≥ ', upper: '≤ ' };

/** `13.56 [13.49, 13.63]`, with `≥` before a lower bound, `~` behind limits of a model, `!` behind a warning. */
function cell(estimate: Estimate | undefined): string {
  if (!estimate) return '–';
  const figure = (value: number): string => shownAmount(estimate, value).toFixed(2);
  const flag = estimate.warnings ? ' !' : '';
  return escaped(
    `${boundMarks[estimate.bound]}${figure(estimate.value)} ${limitsText(estimate, figure)}`.replace('~', ' ~'),
  ).concat(flag);
}

function legend(shown: readonly (Estimate | undefined)[], text: Say): string[] {
  const models = new Set(
    shown.flatMap((estimate) => (estimate?.assumes && isModelled(estimate) ? [estimate.assumes] : [])),
  );
  return [
    text(
      sentence(
        'In brackets: 95 % intervals; ≥ or ≤ in them where only one limit is certain, ~ where a limit rests on a ' +
          'model; ≥ or ≤ before a value: a bound; !: a warning.',
      ),
    ),
    ...[...models].map((model) => text(sentence('~ assumes {0}', assumptionWords(model)))),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

/** Text in which nothing is markup: names come from files. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|#~]/g, '\\$&').replace(/\s+/g, ' ');
