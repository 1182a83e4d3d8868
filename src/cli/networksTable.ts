import { compareNetworks, horizonFigure } from '../result/comparison';
import { isDecided } from '../result/memoryFit';
import type { AnalysisResult, DecayLaw } from '../result/result';
import { assumedLine, cell, table } from './table';

/** Comparison of the config's networks, one row each: how far back each remembers, its decay law, and what it holds. */
export function networksTable(result: AnalysisResult): string[] {
  if (!result.networks?.length) return [];
  const { unit } = result.config.analysis;
  const compared = compareNetworks(result);
  const rows = compared.map(({ name, layer, parameters, fit, input, capacity, output, prediction }) => [
    name,
    `${layer.name} (${layer.type}, ${layer.units})`,
    String(parameters),
    horizonFigure(fit),
    fit?.law ? lawText(fit.law) : '–',
    cell(input),
    capacity === undefined ? '–' : capacity.value.toFixed(1),
    cell(output),
    prediction ? `${(100 * prediction.accuracy).toFixed(1)} % (${(100 * prediction.chance).toFixed(1)} %)` : '–',
  ]);
  return [
    'Networks side by side, at the last step (horizon: the last of the consecutive lags up to which memory is ' +
      'distinguishable from zero; capacity: the most that a Gaussian state of the same covariance holds at this noise)',
    ...table(
      [
        'network',
        'layer with memory',
        'parameters',
        'horizon',
        'decay law',
        `I(X;H) ${unit}`,
        `capacity ${unit}`,
        `I(H;Y) ${unit}`,
        'held-out accuracy (chance)',
      ],
      rows,
    ),
    ...assumedLine(compared.flatMap(({ input, output }) => [input, output])),
  ];
}

export function lawText(law: DecayLaw): string {
  const { kind, parameter, low, high } = law;
  const other = kind === 'exponential' ? 'power law' : 'exponential';
  return (
    `${kind === 'exponential' ? 'exponential, tau' : 'power law, exponent'} ${parameter.toFixed(2)} ` +
    `[${low.toFixed(2)}, ${high.toFixed(2)}]${isDecided(law) ? '' : ` (${other} fits as well)`}`
  );
}
