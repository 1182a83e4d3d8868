import { unitWord } from '../../../result/units';
import { hasRate } from '../../../config/layers/layerTraits';
import { parameterPath } from '../../../config/layers/layerPath';
import {
  chosenOf,
  type GeneralisationGroup,
  generalisationGroups,
  isClear,
  type Lead,
  leadOf,
  settingText,
} from '../../../result/studies/generalisation/summary';
import type { Advice, AnalysisResult, Sentence } from '../../../result/result';
import { cited, type Figure, listed } from '../../sayings/figures';
import type { StudySayings } from '../study';

export const generalisationSayings: StudySayings = { findings, advice };

/** The best of each way, by the half of the held-out sequences that chooses. */
function bestOf({ studies }: AnalysisResult) {
  const groups = generalisationGroups(studies);
  const [plain, bottleneck, dropout] = (['plain', 'bottleneck', 'dropout'] as const).map((way) =>
    chosenOf(groups, way),
  );
  const betas = groups.filter(({ way }) => way === 'bottleneck').map(({ setting = 0 }) => setting);
  return plain && bottleneck && dropout && { plain, bottleneck, dropout, betas };
}

function findings(result: AnalysisResult): Sentence[] {
  const best = bestOf(result);
  if (!best) return [];
  const { plain, bottleneck, dropout } = best;
  const unit = unitWord(result.config.analysis.unit);
  const list = (field: 'training' | 'reported'): Figure =>
    listed(
      [plain, bottleneck, dropout].map((group) => ({ name: `${nameOf(group)}:`, figure: figureOf(group, field) })),
    );
  return [
    cited({
      args: [list('reported'), list('training'), unit],
      message:
        'Loss in {2} a target at the best epoch, on held-out sequences that chose neither epoch nor setting: {0}; ' +
        'on training sequences: {1}.',
    }),
    ...leadSaid(bottleneck, plain, unit),
    ...leadSaid(bottleneck, dropout, unit),
  ];
}

/** How one is ahead of the other, in pairs of repetitions. */
function leadSaid(one: GeneralisationGroup, other: GeneralisationGroup, unit: Sentence): Sentence[] {
  const lead = leadOf(one, other);
  if (!lead) return [];
  const ahead = lead.mean >= 0;
  const [first, second] = ahead ? [one, other] : [other, one];
  const args = [nameOf(first), nameOf(second), spread(lead), unit, lead.count];
  return [
    cited({
      args,
      message: isClear({ ...lead, mean: Math.abs(lead.mean) })
        ? '{0} is ahead of {1} by {2} {3} a target (mean and standard deviation of the differences over {4} ' +
          'repetitions): more than two standard deviations.'
        : '{0} is not clearly ahead of {1}: {2} {3} a target (mean and standard deviation of the differences over ' +
          '{4} repetitions), less than two standard deviations.',
    }),
  ];
}

const spread = ({ mean, deviation }: Lead): string => `${Math.abs(mean).toFixed(3)} ± ${deviation.toFixed(3)}`;

const nameOf = ({ way, setting = 0 }: GeneralisationGroup): string =>
  way === 'plain' ? 'no bottleneck' : `${way === 'dropout' ? 'dropout' : 'beta'} ${settingText(setting)}`;

/** The chosen beta where it helps; a wider grid where the best is at its end. */
function advice(result: AnalysisResult): Advice[] {
  const best = bestOf(result);
  const lead = best && leadOf(best.bottleneck, best.plain);
  if (!best || !lead) return [];
  const beta = best.bottleneck.setting ?? 0;
  const args = [Number(settingText(beta)), figureOf(best.bottleneck, 'reported'), figureOf(best.plain, 'reported')];
  const common = { kind: 'study' as const, severity: 'info' as const };
  if (isClear(lead)) {
    const { layers } = result.config.model;
    const edits = layers.flatMap((layer, place) => {
      const path = hasRate(layer) ? parameterPath(layer, place, 'beta') : undefined;
      return path ? [{ path, value: Number(beta.toPrecision(3)) }] : [];
    });
    return [
      cited({
        ...common,
        args: [...args, unitWord(result.config.analysis.unit)],
        edits: [...edits, { path: ['training', 'keepBest'], value: true }, { path: ['sweep'] }],
        message:
          'With beta {0} the network loses {1} {3} a held-out target, and {2} without a bottleneck at its best ' +
          'epoch. Train with this beta.',
      }),
    ];
  }
  const { from, to } = result.config.sweep?.beta ?? { from: beta, to: beta };
  const [least, most] = [Math.min(...best.betas), Math.max(...best.betas)];
  if (beta !== least && beta !== most) return [];
  const wider = beta === least ? { from: from / 10, to } : { from, to: 10 * to };
  return [
    cited({
      ...common,
      args,
      edits: Object.entries(wider).map(([end, value]) => ({ path: ['sweep', 'beta', end], value })),
      message:
        'The best beta, {0}, is at an end of the grid ({1}, and {2} without a bottleneck). Sweep over a wider one.',
    }),
  ];
}

/** The mean over repetitions. */
function figureOf({ points }: GeneralisationGroup, field: 'training' | 'reported'): Figure {
  const mean = points.reduce((sum, point) => sum + point[field], 0) / points.length;
  return {
    text: mean.toFixed(3),
    cites: [
      {
        field,
        by: 'mean',
        of: points.map(({ way, setting, repetition }) => ({
          in: 'generalisation',
          way,
          ...(setting !== undefined && { setting }),
          repetition,
        })),
      },
    ],
  };
}
