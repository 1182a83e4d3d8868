import { inEnglish } from '../base/sentence';
import { assumedLine, boundMarks, modelMark } from './table';
import { limitsText } from '../result/limits';
import { negligible } from '../result/format';
import { boundOfLoss, toldLoss } from '../result/informationLoss';
import type { AnalysisResult, InformationLoss } from '../result/result';
import { warningSentence } from '../result/warningSentence';

const kinds: Record<InformationLoss['quantity'], string> = {
  inputInformation: 'about the input',
  outputInformation: 'about the target',
  memory: 'about one input',
};

/** Of losses about the input those of heads do not count: their task is to drop what their target does not need. */
const marked: Record<InformationLoss['quantity'], string> = {
  ...kinds,
  inputInformation: 'about the input below the heads',
};

/**
 * Leaves out negligible losses; along time only the largest is listed, since a fading memory loses something at every
 * step.
 */
const worthALine = (loss: InformationLoss): boolean =>
  toldLoss(loss) >= negligible(loss.unit) && (loss.quantity !== 'memory' || loss.narrowest === true);

/** Information is never negative: an estimate below zero reads 0.00. */
const clipped = (value: number): string => Math.max(0, value).toFixed(2);

const side = (value: number, bound: InformationLoss['beforeBound']): string =>
  `${bound === undefined ? '' : boundMarks[bound]}${clipped(value)}`;

/** The difference; an upper bound of it, where less is left than is shown to be; else the least that it can be. */
function told(loss: InformationLoss): string {
  const bound = boundOfLoss(loss);
  if (bound === 'upper') return `≤${loss.lost.toFixed(2)}`;
  return loss.comparable && bound === 'none' ? `−${loss.lost.toFixed(2)}` : `≥${loss.low.toFixed(2)}`;
}

/** Where information is lost, one line per place; empty where the intervals show none. */
export function lossLines({ losses }: AnalysisResult): string[] {
  const shown = (losses ?? []).filter(worthALine);
  if (shown.length === 0) return [];
  const rows = shown.map((loss) => [
    loss.quantity === 'memory'
      ? `${loss.to}, lag ${loss.lagBefore ?? '?'} → ${loss.lag ?? '?'}${stepsOf(loss)}`
      : `${loss.from} → ${loss.to}`,
    kinds[loss.quantity],
    `${side(loss.before, loss.beforeBound)} → ${side(loss.after, loss.afterBound)}`,
    `${told(loss)} ${limitsText(loss, (value) => value.toFixed(2))}${loss.warnings ? '!' : ''}`,
    loss.narrowest ? `largest loss ${marked[loss.quantity]}` : '',
  ]);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return [
    `Information loss, ${shown[0].unit} (only where the intervals do not overlap; ≥ at least, ≤ at most, ` +
      `${modelMark}, ! has a warning)`,
    ...rows.map(
      (row) =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column]))
          .join('  ')
          .trimEnd()}`,
    ),
    ...assumedLine(shown),
    ...noiseLines(shown),
  ];
}

/** The steps through which an input is followed: the memory curve is of the last step alone. */
const stepsOf = ({ timeBefore, time }: InformationLoss): string =>
  timeBefore === undefined || time === undefined ? '' : ` at steps ${timeBefore} → ${time}`;

/** What rows say of losses that are of the declared noise. */
const noiseLines = (shown: readonly InformationLoss[]): string[] =>
  shown.flatMap(({ warnings = [], unit }) =>
    warnings
      .filter(({ code }) => code === 'lossOfNoise')
      .map((warning) => `  ! ${inEnglish(warningSentence(warning, unit))}`),
  );
