import { percent, formatValue } from '../../src/result/format';
import type { Prediction } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series } from '../model/chartData';
import { shownEpoch, type Scene } from '../model/scene';

/**
 * Share of right answers of an ideal observer of the trials after each step, and of the network where it answers;
 * absent for other data.
 */
export function idealAccuracyChartData(scene: Scene): ChartData | undefined {
  const { trial } = scene.result.data ?? {};
  if (!trial) return undefined;
  const best = t('ideal observer');
  const answers = answersOf(scene);
  const steps = trial.bestAccuracy.length;
  const chance = answers.at(0)?.chance;
  return {
    says: saysOf(trial.bestAccuracy, answers.at(0)),
    of: [],
    x: { label: t('time step'), kind: 'time', low: 1, high: Math.max(2, steps), whole: true },
    y: { label: t('accuracy'), low: 0, high: 1, tight: true },
    series: [
      ...answers.map((answer, place): Series => ({
        name: answer.head,
        role: 'metric',
        colour: place,
        marks: [mark(answer.head, answer.time, answer.accuracy, [t('{0} held-out sequences', answer.samples)])],
      })),
      { name: best, role: 'exact', marks: trial.bestAccuracy.map((share, i) => mark(best, i + 1, share, [])) },
    ],
    limits: chance === undefined ? [] : [{ axis: 'y', value: chance, name: t('chance level') }],
    bands: [],
    columns: [
      { label: t('series'), numeric: false },
      { label: t('step'), numeric: true },
      { label: t('accuracy'), numeric: true },
    ],
  };
}

const mark = (name: string, step: number, share: number, details: readonly string[]): Mark => ({
  x: step,
  y: share,
  bound: 'none',
  warnings: [],
  read: t('{0}, step {1}: {2}', name, step, percent(share)),
  details,
  cells: [name, step, Number(formatValue(share))],
});

/** What the heads that answer are right in, at the shown epoch. */
function answersOf(scene: Scene): Prediction[] {
  const epoch = shownEpoch(scene);
  return (scene.result.predictions ?? []).filter(
    (one) => one.target === 'Y' && one.set === undefined && one.epoch === epoch,
  );
}

function saysOf(bestAccuracy: readonly number[], answer: Prediction | undefined): string {
  const last = bestAccuracy.at(-1) ?? 0;
  const reached = bestAccuracy.findIndex((share) => share >= last - 1e-9) + 1;
  const known = t('An ideal observer is right in {0} of the trials from step {1} on.', percent(last), reached);
  return answer
    ? `${known} ${t('{0} is right in {1} at step {2}.', answer.head, percent(answer.accuracy), answer.time)}`
    : known;
}
