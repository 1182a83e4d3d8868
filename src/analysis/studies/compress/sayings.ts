import { unitWord } from '../../../result/units';
import { keysOf, layerPath } from '../../../config/layers/layerPath';
import { figure } from '../../../result/format';
import type { Advice, AnalysisResult, Sentence, StudyMethod } from '../../../result/result';
import type { StudySize } from '../../../result/studySummary';
import { overNetworks, overTables } from '../../../result/studies/compress/codedSummary';
import { cited, listed, type Figure } from '../../sayings/figures';
import { accuracyOf, isAhead, meanFigure, sizesSaid, StudyComparison, surenessOf } from '../comparison';
import type { StudySayings } from '../study';
import { compressedLayer } from './smaller';

export const compressSayings: StudySayings = { findings, advice };

function findings(result: AnalysisResult): Sentence[] {
  const comparison = new StudyComparison(result, 'compress');
  const { all } = comparison;
  const layer = result.config.compress?.layer ?? '';
  const rows = comparison.chosen.flatMap((information) => {
    const magnitude = comparison.rival('magnitude', information.size);
    const random = comparison.rival('random', information.size);
    return magnitude && random && information.points[0].accuracy !== undefined
      ? [{ information, magnitude, random }]
      : [];
  });
  if (!all || rows.length === 0) return [];
  const list = (of: 'information' | 'magnitude' | 'random'): Figure =>
    listed(rows.map((row) => ({ name: `${row.information.size}:`, figure: accuracyOf(row[of]) })));
  const ahead = rows.filter(
    ({ information, magnitude, random }) => isAhead(information, magnitude) && isAhead(information, random),
  );
  const count = all.points.length;
  return [
    ...tableSaid(
      result,
      comparison,
      all,
      rows.map(({ information }) => information),
    ),
    ...networkSaid(
      layer,
      all,
      rows.map(({ information }) => information),
      unitWord(result.config.analysis.unit),
    ),
    cited({
      layer,
      args: [layer, list('information'), list('magnitude'), list('random'), all.size, accuracyOf(all)],
      message:
        'Held-out accuracy with fewer units in {0}, chosen by information: {1}; by the size of their weights: {2}; ' +
        'at random: {3}; with all {4}: {5}.',
    }),
    ahead.length > 0
      ? cited({
          layer,
          args: [layer, count, sizesSaid(ahead.map(({ information }) => information.size))],
          message:
            'In {0} the choice by information is ahead of both others with {2} units: there the 95 % ' +
            'intervals of the ' +
            'mean differences of pairs of repetitions ({1} pairs) lie above zero.',
        })
      : cited({
          layer,
          args: [layer, count],
          message:
            count > 1
              ? 'In {0} the choice by information is not clearly ahead of both others over {1} ' +
                'repetitions: at no size ' +
                'do the 95 % intervals of both mean differences of pairs lie above zero.'
              : 'One repetition has no interval, so that nothing tells whether the choice by information in {0} is ' +
                'ahead of the others.',
        }),
  ];
}

/** What a smaller embedding costs: loss beside principal components and random numbers, and the length of its code. */
function tableSaid(
  { config }: AnalysisResult,
  comparison: StudyComparison,
  all: StudySize,
  chosen: readonly StudySize[],
): Sentence[] {
  if (!overTables(all, 'codedBits')) return [];
  const unit = unitWord(config.analysis.unit);
  const layer = config.compress?.layer ?? '';
  const list = (of: (size: StudySize) => StudySize | undefined, figure: (size: StudySize) => Figure): Figure =>
    listed(
      chosen.flatMap((size) => {
        const own = of(size);
        return own ? [{ name: `${size.size}:`, figure: figure(own) }] : [];
      }),
    );
  const loss = (size: StudySize): Figure => meanFigure(size.points, 'loss', (value) => value.toFixed(3));
  const own = (size: StudySize): StudySize => size;
  const rivals = (method: StudyMethod) => list(({ size }) => comparison.rival(method, size), loss);
  const coded = (field: 'table.codedBits' | 'table.codedLoss') => (size: StudySize) => codedFigure(size, field);
  return [
    cited({
      layer,
      args: [layer, list(own, loss), rivals('principal'), rivals('random'), all.size, loss(all), unit],
      message:
        'Held-out loss in {6} a target with fewer numbers a token in {0}, chosen by information: {1}; of most ' +
        'variance: {2}; at random: {3}; with all {4}: {5}.',
    }),
    cited({
      layer,
      args: [
        ...[layer, list(own, coded('table.codedBits')), list(own, coded('table.codedLoss'))],
        ...[all.size, codedFigure(all, 'table.codedBits'), codedFigure(all, 'table.codedLoss'), unit],
      ],
      message:
        'Rounded and coded, a token of {0} takes this many bits by the numbers that are kept: {1}, at a loss in {6} ' +
        'of {2}; with all {3}, {4} bits at a loss of {5}.',
    }),
  ];
}

/** The bytes of networks of fewer units, as they are and coded. */
function networkSaid(
  layer: string,
  all: StudySize,
  chosen: readonly StudySize[],
  unit: ReturnType<typeof unitWord>,
): Sentence[] {
  if (!overNetworks(all, 'codedKibibytes')) return [];
  const list = (field: CodedField): Figure =>
    listed(chosen.map((size) => ({ name: `${size.size}:`, figure: codedFigure(size, field) })));
  return [
    cited({
      layer,
      args: [
        ...[layer, list('network.kibibytes'), list('network.codedKibibytes'), list('network.codedLoss')],
        ...[all.size, codedFigure(all, 'network.codedKibibytes'), codedFigure(all, 'network.codedLoss'), unit],
      ],
      message:
        'All weights of the network take this many KiB with fewer units in {0}: {1}; rounded and coded: {2}, at a ' +
        'held-out loss in {7} of {3}; with all {4}, {5} KiB coded at a loss of {6}.',
    }),
  ];
}

/** What is said of codes: the figure of a point, and how it is written. */
const codedFields = {
  'table.codedBits': { of: (size: StudySize) => overTables(size, 'codedBits'), text: figure },
  'table.codedLoss': { of: (size: StudySize) => overTables(size, 'codedLoss'), text: thousandths },
  'network.kibibytes': { of: (size: StudySize) => overNetworks(size, 'kibibytes'), text: figure },
  'network.codedKibibytes': { of: (size: StudySize) => overNetworks(size, 'codedKibibytes'), text: figure },
  'network.codedLoss': { of: (size: StudySize) => overNetworks(size, 'codedLoss'), text: thousandths },
};

type CodedField = keyof typeof codedFields;

function thousandths(value: number): string {
  return value.toFixed(3);
}

function codedFigure(size: StudySize, field: CodedField): Figure {
  const { of, text } = codedFields[field];
  return {
    text: text(of(size)?.value ?? NaN),
    cites: [
      {
        field,
        by: 'mean',
        of: size.points.map(({ study, method, size: own, repetition }) => ({
          in: 'studies',
          ...{ study, method, size: own, repetition },
        })),
      },
    ],
  };
}

function advice(result: AnalysisResult): Advice[] {
  const { all, smallest } = new StudyComparison(result, 'compress');
  if (!all || smallest?.points[0].accuracy === undefined) return [];
  const { config } = result;
  const { place } = compressedLayer(config);
  const { name } = config.model.layers[place];
  const [own, whole] = [smallest, all].map(({ points }) => points[0].parameters);
  const keys = keysOf(config.model.layers[place], 'units') ?? [];
  const sure = surenessOf(smallest, all);
  return [
    cited({
      kind: 'study',
      severity: 'info',
      layer: name,
      args: [smallest.size, all.size, name, accuracyOf(smallest), accuracyOf(all), own, whole, all.points.length],
      edits: [{ path: layerPath(place, ...keys), value: smallest.size }, { path: ['compress'] }],
      message:
        sure === 'shown'
          ? '{0} of the {1} units of {2} are enough: accuracy {3}, and {4} with all; {5} weights in ' +
            'place of {6}. By the ' +
            '95 % interval over {7} pairs of repetitions, less than 2 % is lost. Try that many units.'
          : sure === 'notExcluded'
            ? '{0} of the {1} units of {2} may be enough: accuracy {3}, and {4} with all; {5} weights ' +
              'in place of {6}. The ' +
              '95 % interval over {7} pairs of repetitions does not exclude that more than 2 % is ' +
              'lost. Try that many units.'
            : '{0} of the {1} units of {2} may be enough: accuracy {3}, and {4} with all; {5} weights ' +
              'in place of {6}. One ' +
              'repetition has no interval: ask for more "seeds" to tell. Try that many units.',
    }),
  ];
}
