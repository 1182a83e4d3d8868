import { describe, expect, it } from 'vitest';
import { advice } from '../../../src/analysis/sayings/advice/advice';
import type { AnalysisConfig } from '../../../src/config/schema/config';
import { configOf } from '../../support/configs';
import { about, estimate, layer, resultOf } from '../../support/results';
import { fill } from '../../support/sentences';

type Reads = Record<string, string[]>;

function configWith(reads: Reads): AnalysisConfig {
  const read = configOf(JSON.stringify({ data: { task: 'activations', recording: 'runs' } }));
  const layers = Object.fromEntries(
    Object.entries(reads).map(([name, own]) => [name, { path: 'h.npy', type: 'gru', reads: own, stochastic: false }]),
  );
  return { ...read, data: { task: 'activations', inputs: 'x.npy', layers } };
}

/** Advice on a recording whose target is the input at lag 1, which the last layer does not hold. */
function adviceOn(reads: Reads, last: string, from?: 'start'): string {
  const narrow = { half: 0.02, bound: 'lower' } as const;
  const forgot = [2, 0.1].map((value, lag) =>
    estimate({ quantity: 'memory', source: 'X', target: last, lag, value, ...narrow, ...(from && { from }) }),
  );
  const asked = [0, 2].map((value, lag) =>
    estimate({ quantity: 'lagRelevance', source: 'X', target: 'Y', lag, value, ...narrow }),
  );
  const result = resultOf({
    config: configWith(reads),
    layers: Object.keys(reads).map((name) => layer({ name, type: 'gru', recurrent: true })),
    estimates: [
      ...Object.keys(reads).map((name) => about('outputInformation', name, { value: 0.5 })),
      ...forgot,
      ...asked,
    ],
  });
  return advice(result).map(fill).join(' ');
}

describe('advice of a larger state, on recordings', () => {
  it('is of the layer through which all of the input comes, whose cell state is no other layer', () => {
    expect(adviceOn({ lstm: ['X'], 'lstm/c': ['X'] }, 'lstm')).toContain('larger state');
    expect(adviceOn({ one: ['X'], two: ['one'] }, 'two')).toContain('larger state');
  });

  it('is not given to one of several branches, nor to a layer that never reads the input', () => {
    expect(adviceOn({ one: ['X'], two: ['X'] }, 'two')).not.toContain('larger state');
    expect(adviceOn({ one: [] }, 'one')).not.toContain('larger state');
  });

  it('does not compare lags from the start with lags from the end', () => {
    expect(adviceOn({ one: ['X'] }, 'one', 'start')).not.toContain('larger state');
  });
});
