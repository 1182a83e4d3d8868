import { describe, expect, it } from 'vitest';
import { namesOfLayers } from '../../../src/analysis/recorded/namesOfLayers';
import { chainOf } from '../../../src/analysis/sayings/informationLoss/chain';
import { informationLosses } from '../../../src/analysis/sayings/informationLoss/losses';
import type { AnalysisConfig } from '../../../src/config/schema/config';
import type { RecordedLayerSetting } from '../../../src/data/recorded/recordedPaths';
import { ResultIndex } from '../../../src/result/resultIndex';
import { configOf } from '../../support/configs';
import { about, layer, resultOf } from '../../support/results';

const recorded = (name: string, type: string, direction: 'forward' | 'backward' = 'forward'): RecordedLayerSetting => ({
  name,
  path: '',
  type,
  direction,
  stochastic: false,
});
const named = (layers: Parameters<typeof namesOfLayers>[0], all: readonly RecordedLayerSetting[]): unknown =>
  Object.fromEntries(namesOfLayers(layers, all));

describe('layers of a recorded network have the names of the recording', () => {
  it('of stacked LSTMs, whose cell states are recorded beside their outputs', () => {
    const all = ['rnn/1', 'rnn/1/c', 'rnn/2', 'rnn/2/c'].map((name) => recorded(name, 'lstm'));
    const layers = [
      { name: 'embed', type: 'embedding' },
      { name: 'rnn', type: 'lstm' },
      { name: 'rnn_l1', type: 'lstm' },
    ] as const;
    expect(named(layers, all)).toEqual({ embed: 'embed', rnn: 'rnn/1', rnn_l1: 'rnn/2' });
  });

  it('of layers whose directions are recorded apart', () => {
    const ways = (name: string): RecordedLayerSetting[] => [
      recorded(`${name}/forward`, 'lstm'),
      recorded(`${name}/forward/c`, 'lstm'),
      recorded(`${name}/backward`, 'lstm', 'backward'),
      recorded(`${name}/backward/c`, 'lstm', 'backward'),
    ];
    const both = (...names: string[]) => names.map((name) => ({ name, type: 'bidirectional' }) as const);
    expect(named(both('rnn'), ways('rnn'))).toEqual({ rnn: 'rnn' });
    expect(named(both('rnn', 'rnn_l1'), [...ways('rnn/1'), ...ways('rnn/2')])).toEqual({
      rnn: 'rnn/1',
      rnn_l1: 'rnn/2',
    });
  });
});

interface Setting {
  readonly path: string;
  readonly type: string;
  readonly direction: 'forward' | 'backward';
  readonly stochastic: boolean;
  readonly reads?: string[];
}
const setting = (type: string, direction: Setting['direction'] = 'forward', reads?: string[]): Setting => ({
  path: 'h.npy',
  type,
  direction,
  ...(reads && { reads }),
  stochastic: false,
});
/** A config as a run has it once the recording has been opened, with the layers of its network where it is run here. */
function configWith(layers: Record<string, Setting>, network: readonly object[] = []): AnalysisConfig {
  const read = configOf(JSON.stringify({ data: { task: 'activations', recording: 'runs' } }));
  return {
    ...read,
    data: { task: 'activations', inputs: 'x.npy', layers },
    ...(network.length > 0 && {
      model: configOf(JSON.stringify({ data: { task: 'delayedCopy' }, model: { layers: network } })).model,
    }),
  };
}
const readsOf = (config: AnalysisConfig, names: readonly string[]): unknown => {
  const chain = chainOf(
    names.map((name) => layer({ name, type: 'gru' })),
    config,
  );
  return Object.fromEntries(chain.map(({ layer: { name }, reads }) => [name, reads]));
};

describe('recorded layers read', () => {
  const gru = setting('gru');
  const back = setting('gru', 'backward');

  it('the outputs of the layer before, and not its cell state nor their own other direction', () => {
    const names = ['rnn/1/forward', 'rnn/1/forward/c', 'rnn/1/backward', 'rnn/1/backward/c', 'rnn/2', 'rnn/2/c', 'out'];
    const config = configWith(Object.fromEntries(names.map((name) => [name, name.includes('back') ? back : gru])));
    const first = ['rnn/1/forward', 'rnn/1/backward'];
    expect(readsOf(config, names)).toEqual({
      'rnn/1/forward': ['X'],
      'rnn/1/forward/c': ['X'],
      'rnn/1/backward': ['X'],
      'rnn/1/backward/c': ['X'],
      'rnn/2': first,
      'rnn/2/c': first,
      out: ['rnn/2'],
    });
  });

  it('the same as the layer beside which they stand, where the network is run here', () => {
    const config = configWith({ 'lstm/c': gru, other: gru }, [
      { type: 'embedding', name: 'embed', units: 4 },
      { type: 'lstm', name: 'lstm', units: 4 },
      { type: 'dense', name: 'head', units: 4, activation: 'softmax' },
    ]);
    expect(readsOf(config, ['embed', 'lstm', 'head', 'lstm/c', 'other'])).toEqual({
      embed: ['X'],
      lstm: ['embed'],
      head: ['lstm'],
      'lstm/c': ['embed'],
      other: [],
    });
  });

  it('nothing from the end of a direction that ends at the first step', () => {
    const losses = (direction: 'forward' | 'backward'): unknown => {
      const config = configWith({ one: setting('gru', direction), head: setting('dense') });
      const layers = [layer({ name: 'one', type: 'gru' }), layer({ name: 'head', type: 'dense' })];
      const estimates = [
        about('outputInformation', 'one', { value: 2 }),
        about('outputInformation', 'head', { value: 0.5 }),
      ];
      return informationLosses(new ResultIndex(resultOf({ config, layers, estimates }))).map(({ from, to }) => [
        from,
        to,
      ]);
    };
    expect(losses('forward')).toEqual([['one', 'head']]);
    expect(losses('backward')).toEqual([]);
  });

  it('what the recording says, so that encoders side by side lose nothing to each other', () => {
    const reading = (...reads: string[]): Setting => setting('gru', 'forward', reads);
    const config = configWith({
      top: reading('one', 'two', 'gone'),
      one: reading('X'),
      two: reading('X'),
      'two/c': reading('X'),
    });
    expect(readsOf(config, ['top', 'one', 'two', 'two/c'])).toEqual({
      top: ['one', 'two'],
      one: ['X'],
      two: ['X'],
      'two/c': ['X'],
    });
    const layers = ['one', 'two'].map((name) => layer({ name, type: 'gru' }));
    const estimates = [
      about('outputInformation', 'one', { value: 2 }),
      about('outputInformation', 'two', { value: 0.5 }),
    ];
    const losses = (layersOf: Record<string, Setting>): unknown[] =>
      informationLosses(new ResultIndex(resultOf({ config: configWith(layersOf), layers, estimates })));
    expect(losses({ one: reading('X'), two: reading('X') })).toEqual([]);
    expect(losses({ one: gru, two: gru })).toHaveLength(1);
  });

  it('a backward neighbour is taken for the other direction, by whatever name', () => {
    const config = configWith({ ahead: gru, back, head: gru });
    expect(readsOf(config, ['ahead', 'back', 'head'])).toEqual({ ahead: ['X'], back: ['X'], head: ['ahead', 'back'] });
  });
});
