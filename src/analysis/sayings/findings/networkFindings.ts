import { unitWord } from '../../../result/units';
import { compareNetworks, horizonFigure, type NetworkRow } from '../../../result/comparison';
import type { AnalysisResult, Sentence } from '../../../result/result';
import { cited, type Figure, fitOf, listed, ofNetwork, toldOf } from '../figures';

/** Compares the networks of a config: how far each remembers, and what each holds about the target. */
export function networkFindings(result: AnalysisResult): Sentence[] {
  if (!result.networks?.length) return [];
  const rows = compareNetworks(result);
  const { unit } = result.config.analysis;
  const reach = rows.filter(({ fit }) => fit?.horizon !== undefined).sort((a, b) => steps(b) - steps(a));
  const about = rows
    .flatMap((row) => (row.output ? [{ row, value: row.output.value, figure: toldOf(row.output) }] : []))
    .sort((a, b) => b.value - a.value);
  return [
    ...(reach.length > 1
      ? [
          cited({
            message:
              'Horizon (the last of the consecutive lags up to which memory is distinguishable from the shuffled ' +
              'baseline): {0}.',
            args: [listed(reach.map((row) => ({ name: row.name, figure: horizon(row) })))],
          }),
        ]
      : []),
    ...(about.length > 1
      ? [
          cited({
            message: 'Information about the target at the last step in the layer with the memory, in {1}: {0}.',
            args: [
              listed(about.map(({ row, figure }) => ({ name: row.name, figure: ofNetwork(row.network, figure) }))),
              unitWord(unit),
            ],
          }),
        ]
      : []),
  ];
}

function horizon({ fit, network }: NetworkRow): Figure {
  const text = horizonFigure(fit);
  return typeof fit?.horizon === 'number'
    ? ofNetwork(
        network,
        fitOf(fit, 'horizon', fit.horizon, () => text),
      )
    : { text, cites: [] };
}

const steps = ({ fit }: NetworkRow): number => (typeof fit?.horizon === 'number' ? fit.horizon : -1);
