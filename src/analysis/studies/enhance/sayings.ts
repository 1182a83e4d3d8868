import { unitWord } from '../../../result/units';
import { amount, figure, roundedDown } from '../../../result/format';
import { allNetworks } from '../../../config/layers/networks';
import type { AnalysisResult, EnhancePoint, Sentence } from '../../../result/result';
import { overSeeds } from '../../../result/studySummary';
import type { Advice } from '../../../result/sayings';
import { cited, type Figure } from '../../sayings/figures';
import type { StudySayings } from '../study';

export const enhanceSayings: StudySayings = { findings, advice };

const pointsOf = ({ studies }: AnalysisResult, name: string): EnhancePoint[] =>
  studies?.enhance?.filter((point) => point.name === name) ?? [];

function findings(result: AnalysisResult): Sentence[] {
  const unit = unitWord(result.config.analysis.unit);
  return allNetworks(result.config).flatMap((name) => {
    const points = pointsOf(result, name);
    if (points.length === 0) return [];
    return [
      cited({
        args: [
          ...[name, meanOf(points, 'psnrBefore', figure), meanOf(points, 'psnrAfter', figure)],
          ...[meanOf(points, 'informationBefore', amount), meanOf(points, 'informationAfter', amount), unit],
          meanOf(points, 'psnrLine', figure),
        ],
        message:
          '{0} takes held-out values from a PSNR of {1} dB to {2} dB, where the best line through each value alone ' +
          'reaches {6} dB; were all values Gaussian, from {3} to {4} {5} a value about the clean ones.',
      }),
      ...asBounds(name, points, unit),
      ...asPictures(name, points),
    ];
  });
}

/** A lower bound is not printed above what it says. */
const atLeast = roundedDown(amount);

/** Lower bounds on the information, for values of any distribution. */
function asBounds(name: string, points: readonly EnhancePoint[], unit: Sentence): Sentence[] {
  if (points.some(({ leastBefore, leastAfter }) => leastBefore === undefined || leastAfter === undefined)) return [];
  return [
    cited({
      args: [name, meanOf(points, 'leastBefore', atLeast), meanOf(points, 'leastAfter', atLeast), unit],
      message:
        'The output of {0} holds at least {2} {3} per value about the clean value, and the spoiled value alone at ' +
        'least {1} {3}. These are lower bounds by InfoNCE, for any distribution.',
    }),
  ];
}

/** What sequences that are pictures look like. */
function asPictures(name: string, points: readonly EnhancePoint[]): Sentence[] {
  if (points.some(({ ssimBefore, ssimAfter }) => ssimBefore === undefined || ssimAfter === undefined)) return [];
  const three = (value: number): string => value.toFixed(3);
  return [
    cited({
      args: [
        ...[name, meanOf(points, 'ssimBefore', three), meanOf(points, 'ssimAfter', three)],
        ...[meanOf(points, 'vifBefore', three), meanOf(points, 'vifAfter', three)],
      ],
      message:
        'As pictures, what {0} gives back has a structural similarity (SSIM) of {2} to the clean ones, {1} before, ' +
        'and a visual information fidelity (VIF) of {4}, {3} before; 1 is the clean picture.',
    }),
  ];
}

/** A network that is ahead of the model in every pair of repetitions taken together, by the interval. */
function advice(result: AnalysisResult): Advice[] {
  const [model, ...others] = allNetworks(result.config);
  const own = pointsOf(result, model);
  const ahead = others.flatMap((name) => {
    const points = pointsOf(result, name);
    const differences = points.flatMap(({ repetition, gain }) => {
      const pair = own.find((point) => point.repetition === repetition);
      return pair ? [gain - pair.gain] : [];
    });
    const mean = differences.length > 1 ? overSeeds(differences) : undefined;
    return mean && mean.low > 0 ? [{ name, points, mean: mean.value }] : [];
  });
  if (ahead.length === 0) return [];
  const best = ahead.reduce((a, b) => (b.mean > a.mean ? b : a));
  const left = others.filter((name) => name !== best.name);
  return [
    cited({
      kind: 'study',
      severity: 'info',
      args: [best.name, model, meanOf(best.points, 'psnrAfter', figure), meanOf(own, 'psnrAfter', figure)],
      edits: [
        { path: ['model', 'layers'], value: result.config.networks?.[best.name].layers },
        { path: ['model', 'name'], value: best.name },
        { path: left.length > 0 ? ['networks', best.name] : ['networks'] },
      ],
      message: '{0} gives clean values back better than {1}: {2} dB in place of {3}. Make it the model.',
    }),
  ];
}

type Field = 'psnrLine' | 'psnrBefore' | 'psnrAfter' | 'informationBefore' | 'informationAfter' | Bounds | Pictured;
type Bounds = 'leastBefore' | 'leastAfter';
type Pictured = 'ssimBefore' | 'ssimAfter' | 'vifBefore' | 'vifAfter';

function meanOf(points: readonly EnhancePoint[], field: Field, print: (value: number) => string): Figure {
  return {
    text: print(overSeeds(points.map((point) => point[field] ?? NaN)).value),
    cites: [{ field, by: 'mean', of: points.map(({ name, repetition }) => ({ in: 'enhance', name, repetition })) }],
  };
}
