import { warningCounts } from '../result/warningCounts';
import { warningSentence } from '../result/warningSentence';
import { inEnglish } from '../base/sentence';
import { predictedTargets } from '../config/layers/heads';
import { entropyAtEnd, entropyOf } from '../result/ceiling';
import { figure, percent } from '../result/format';
import { ResultIndex } from '../result/resultIndex';
import { besideFromStart } from '../result/lags';
import { hasOwnSequences } from '../result/memory';
import { horizonFigure } from '../result/comparison';
import type { Advice, AnalysisResult, DataSummary, Estimate, Sentence } from '../result/result';
import { accuracyTarget, type TrainingRecord } from '../result/training';
import { editText } from '../config/edits';
import { headsTable } from './headsTable';
import { lossLines } from './lossLines';
import { lawText, networksTable } from './networksTable';
import { outputsAndStates } from '../result/shownLayers';
import { statesTable } from './statesTable';
import { biasTable } from './biasTable';
import { measuredTables } from './measured/measuredTables';
import { studyTables } from './studies/studyTables';
import { sweepTable } from './sweepTable';
import { assumedLine, cell, modelMark, table } from './table';

/** Names of columns on one line. */
const mostColumns = 16;

/** The run for a terminal: its findings, the layer table, the memory curve. */
export function summary(result: AnalysisResult, title: string): string {
  const index = new ResultIndex(result);
  const { environment } = result;
  const last = result.training.at(-1);
  const head = [
    `${title} · ${environment.backend} (${environment.version}) · recurrent kernel ${environment.recurrentKernel}`,
    ...(result.data
      ? [dataLine(result.data), ...trialLines(result.data), ...columnLines(result.data), ...classLines(result.data)]
      : []),
    ...(last
      ? [
          `trained ${last.epoch} epochs: loss ${last.loss.toPrecision(3)}, held-out loss ` +
            last.validationLoss.toPrecision(3) +
            (last.validationAccuracy === undefined
              ? ''
              : `, held-out accuracy ${accuracyText(result, last, last.validationAccuracy)}`),
        ]
      : []),
  ];
  const networks = (result.networks ?? []).map(({ name, findings }) => bullets(`Findings for ${name}`, findings));
  const parts = [
    head,
    bullets('Findings', result.findings),
    networksTable(result),
    layerTable(index),
    statesTable(result),
    headsTable(result),
    lossLines(result),
    sweepTable(result),
    ...studyTables(result),
    biasTable(result),
    ...measuredTables(result),
    ...memoryCurves(index),
    ...conditionalCurves(index),
    ...networks,
    advised(result.advice),
    warnings(result),
    [timing(result)],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** "of who 48.0 % over all steps (chance level 27.0 %)": the target is named where it is not Y. */
function accuracyText({ data }: AnalysisResult, record: TrainingRecord, accuracy: number): string {
  const target = accuracyTarget(record);
  const level = data?.chances?.find((known) => known.target === target);
  return [
    ...(target === 'Y' ? [] : [`of ${target}`]),
    `${(100 * accuracy).toFixed(1)} %`,
    ...(isOverSteps(target, data) ? ['over all steps'] : []),
    // Whoever knows the law of the targets alone is right so often.
    ...(level ? [`(chance level ${(100 * level.share).toFixed(1)} %)`] : []),
  ].join(' ');
}

/** Whether a target is known to be at every step. The document does not tell where further targets are. */
const isOverSteps = (target: string, data: DataSummary | undefined): boolean =>
  target === 'Y' ? data?.target?.at !== 'end' : target === 'X' || target === 'next';

function dataLine({ title, training, heldOut }: DataSummary): string {
  const said = inEnglish(title);
  return training === 0 ? said : `${said} · ${training} training sequences, ${heldOut} held-out sequences`;
}

/** The periods of trials, and how often an ideal observer is right at the end of each. */
function trialLines({ trial }: DataSummary): string[] {
  if (!trial) return [];
  const { dt, periods, bestAccuracy } = trial;
  const listed = periods.map(({ name, first, last }) => {
    const best = bestAccuracy.at(last - 1);
    const steps = first === last ? `step ${first}` : `steps ${first}–${last}`;
    const times = `${(first - 1) * dt}–${last * dt} ms`;
    return `${name} ${steps} (${times}${best === undefined ? '' : `, best accuracy ${percent(best)}`})`;
  });
  return [`periods, ${dt} ms a step: ${listed.join(', ')}`];
}

/** The named columns of the input, the first of many. */
function columnLines({ columns = [] }: DataSummary): string[] {
  if (columns.length === 0) return [];
  const shown = columns.slice(0, mostColumns).join(', ');
  return [
    `columns of X: ${columns.length > mostColumns ? `${shown}, and ${columns.length - mostColumns} more` : shown}`,
  ];
}

/** The named classes with their shares, one line for each target. */
function classLines({ balance = [] }: DataSummary): string[] {
  return balance.map(({ target, classes, rest }) => {
    const listed = [
      ...classes.map(({ name, share }) => `${name} ${(100 * share).toFixed(1)} %`),
      ...(rest > 0 ? [`others ${(100 * rest).toFixed(1)} %`] : []),
    ];
    return `classes of ${target}: ${listed.join(', ')}`;
  });
}

const bullets = (title: string, sentences: readonly Sentence[]): string[] =>
  sentences.length ? [title, ...sentences.map((sentence) => `  · ${inEnglish(sentence)}`)] : [];

/** Changes to try, each with the edits of the config. */
function advised(advice: readonly Advice[]): string[] {
  if (advice.length === 0) return [];
  return [
    'Suggestions',
    ...advice.flatMap((item) => [
      `  · ${inEnglish(item)}`,
      ...(item.edits ?? []).map((edit) => `      ${editText(edit)}`),
    ]),
  ];
}

function layerTable(index: ResultIndex): string[] {
  const { result } = index;
  const unit = result.config.analysis.unit;
  const predicted = predictedTargets(result.config.model.layers);
  const layers = outputsAndStates(index);
  const shown = layers.map((layer) => [
    index.atEnd('inputInformation', layer.name),
    index.atEnd('historyInformation', layer.name),
    ...predicted.map((target) => index.about(layer.name, target)),
  ]);
  const rows = layers.map(({ name, type, units }, i) => [name, type, String(units), ...shown[i].map(cell)]);
  // A target may be at steps before the last alone.
  const last = Math.max(...shown.map(([input]) => input?.time ?? 0));
  const elsewhere = (target: string): string => {
    const steps = layers.flatMap(({ name }) => index.about(name, target)?.time ?? []);
    const step = Math.max(...steps);
    return steps.length > 0 && step < last ? ` at step ${step}` : '';
  };
  const header = [
    'layer',
    'type',
    'units',
    `I(X;H) ${unit}`,
    `I(H';H) ${unit}`,
    ...predicted.map((target) => `I(H;${target}) ${unit}${elsewhere(target)}`),
  ];
  const entropies = (['X', 'Y'] as const).flatMap((name) => {
    const whole = entropyAtEnd(index, name);
    if (whole === undefined) return [];
    // An estimate may be above what the exact values of the sentences allow: its limits say so.
    const shown = 'exact' in whole ? figure(whole.exact.value) : cell(whole.estimate).trim();
    return [`H(${name}) ${shown} ${unit} at this step`];
  });
  return [
    'Layers at the last step (95 % intervals; [≥ low] where nothing certain bounds it from above, [≤ high] where ' +
      `nothing certain bounds it from below, ${modelMark}, ≥ lower bound, ≤ upper bound, ! has a warning)` +
      (entropies.length ? `; ${entropies.join(', ')}` : ''),
    ...table(header, rows),
    ...assumedLine(shown.flat()),
  ];
}

const barWidth = 40;

/** I(X_{t-s};H_t) over the lag s, as bars, one block per layer. */
function memoryCurves(index: ResultIndex): string[][] {
  const { result } = index;
  const unit = result.config.analysis.unit;
  return outputsAndStates(index).flatMap((layer) => {
    const lags = [...index.of('memory', layer.name)].sort((a, b) => (a.lag ?? 0) - (b.lag ?? 0));
    if (lags.length === 0) return [];
    const top = Math.max(entropyOf(index, 'X') ?? 0, ...lags.map((lag) => lag.value), 1e-9);
    const beside = besideFromStart(index.at('memory', layer.name, index.lastEpoch));
    return [
      [
        lags[0].from === 'start'
          ? `Memory of ${layer.name}, which reads backward: I(X_{1+s};H_1) over lag s from the first step on, ${unit}`
          : `Memory of ${layer.name}: I(X_{t-s};H_t) over lag s, ${unit}`,
        ...barLines(lags, top),
        ...assumedLine(lags),
        ...reach(index, layer.name),
      ],
      ...(beside.length > 0
        ? [
            [
              `Memory of ${layer.name} over lag s from the first step on: I(X_{1+s};H), ${unit}`,
              ...barLines(beside, top),
              ...assumedLine(beside),
            ],
          ]
        : []),
    ];
  });
}

/** I(X_{t-s};H_t|X_{t-s+1:t}) over the lag s, as bars, and the sum beside I(X;H). */
function conditionalCurves(index: ResultIndex): string[][] {
  const { result } = index;
  const unit = result.config.analysis.unit;
  return outputsAndStates(index).flatMap(({ name }) => {
    const lags = index.of('conditionalMemory', name);
    if (lags.length === 0) return [];
    const top = Math.max(entropyOf(index, 'X') ?? 0, ...lags.map(({ value }) => value), 1e-9);
    const sum = lags.reduce((total, { value }) => total + value, 0);
    const isDecoded = lags.some(({ estimator }) => estimator === 'probe');
    const least = lags.some(({ bound }) => bound === 'lower') ? '≥' : '';
    return [
      [
        `Memory of ${name} given all later inputs: I(X_{t-s};H_t|X_{t-s+1:t}) over lag s, ${unit}` +
          (isDecoded ? ', lower bounds of a decoder' : ''),
        ...barLines(lags, top),
        ...assumedLine(lags),
        `  sum ${least}${figure(sum)}; I(X;H) ${cell(index.atEnd('inputInformation', name)).trim()}`,
      ],
    ];
  });
}

function barLines(lags: readonly Estimate[], top: number): string[] {
  const cells = lags.map((lag) => cell(lag));
  const width = Math.max(...cells.map(({ length }) => length));
  return lags.map(({ lag, value }, i) => {
    const bar = '█'.repeat(Math.round((Math.max(0, value) / top) * barWidth));
    return `  ${String(lag ?? 0).padStart(4)}  ${cells[i].padEnd(width)}  ${bar}`.trimEnd();
  });
}

/** Where the curve meets the shuffled baseline, and its decay law. */
function reach(index: ResultIndex, layer: string): string[] {
  const fit = index.fit(layer);
  const none = index.of('memoryNull', layer).at(-1);
  if (!fit || !none) return [];
  const law = fit.law ? `; ${lawText(fit.law)}, AICc ${fit.law.lead.toFixed(1)} lower than for the other law` : '';
  const runs = fit.runs ?? [];
  const further = runs.slice(1);
  const isOne = further.length === 1 && further[0].from === further[0].to;
  const again =
    further.length > 0
      ? `, and again at ${isOne ? 'lag' : 'lags'} ${further
          .map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`))
          .join(', ')}`
      : '';
  // What was summed over all histories has no noise of samples: a baseline that has some says nothing of it.
  const isNoisy = (none.high ?? Infinity) >= 0.005;
  const baseline =
    isNoisy && index.of('memory', layer).every((lag) => hasOwnSequences(lag, none))
      ? 'lags above zero by their own intervals'
      : `shuffled baseline: at most ${none.high?.toFixed(2) ?? '∞'}`;
  return [`  horizon ${horizonFigure(fit)}${again} (${baseline})${law}`];
}

function warnings(result: AnalysisResult): string[] {
  const { unit } = result.config.analysis;
  const common = warningCounts(result.estimates, unit)
    .slice(0, 4)
    .map(({ said, count }) => `  · ${inEnglish(said)} (${count} of ${result.estimates.length} estimates)`);
  const all = [...result.warnings.map((warning) => `  · ${inEnglish(warningSentence(warning, unit))}`), ...common];
  return all.length ? ['Warnings', ...all] : [];
}

function timing(result: AnalysisResult): string {
  return result.stages
    .map(({ name, seconds, reused, parts }) => {
      const some = parts && parts.reused > 0 ? ` (${parts.reused} of ${parts.total} reused)` : '';
      return `${name} ${reused ? 'reused' : `${seconds.toFixed(1)} s${some}`}`;
    })
    .join(' · ');
}
