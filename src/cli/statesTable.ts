import { allNetworks } from '../result/networks';
import type { AnalysisResult } from '../result/result';
import { ResultIndex } from '../result/resultIndex';
import { type Limited, stateBits } from '../result/stateBits';
import { cell, table } from './table';

/** Of every recurrent layer what its whole state holds and uses, beside its size; of what the output shows of it. */
export function statesTable(result: AnalysisResult): string[] {
  const networks = allNetworks(result).flatMap(({ name, view }) =>
    stateBits(new ResultIndex(view)).map((bits) => ({ network: name, ...bits })),
  );
  if (networks.length === 0) return [];
  const { unit } = result.config.analysis;
  const isOne = (result.networks ?? []).length === 0;
  return [
    'Whole states at the last step: what a layer carries on (S), and what of it the output (H) shows',
    ...table(
      [
        'layer',
        'type',
        'state floats',
        'parameters',
        `I(X;S) held, ${unit}`,
        `I(S;Y) used, ${unit}`,
        `I(X;H) shown, ${unit}`,
        'kept but not shown',
        `${unit} per state float`,
      ],
      networks.map(({ network, layer, floats, held, used, shown, hidden, perFloat, isOutput }) => [
        isOne ? layer.name : `${network}, ${layer.name}`,
        layer.type,
        String(floats),
        String(layer.parameters),
        cell(held),
        cell(used),
        cell(shown),
        isOutput ? 'S is H' : limited(hidden, 2),
        limited(perFloat, 4),
      ]),
    ),
  ];
}

const limited = (number: Limited | undefined, digits: number): string =>
  number === undefined
    ? '–'
    : `${number.value.toFixed(digits)} [${end(number.low, digits)}, ${end(number.high, digits)}]`;

const end = (value: number, digits: number): string =>
  Number.isFinite(value) ? value.toFixed(digits) : value < 0 ? '−∞' : '∞';
