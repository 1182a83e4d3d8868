import { describe, expect, it } from 'vitest';
import { layerIcon } from '../../../src/editor/configs/layerIcon';

describe('the icon of a layer', () => {
  it.each([
    'simpleRNN',
    'lstm',
    'gru',
    'minGRU',
    'minLSTM',
    'indRNN',
    'lru',
    'rgLRU',
    'leakyRNN',
    'matrixState',
    'mamba',
    'sLSTM',
    'mLSTM',
    'echoState',
    'bidirectional',
  ])('shows that %s is recurrent', (type) => {
    expect(layerIcon({ type })).toBe('sync');
  });

  it.each(['dense', 'embedding', 'attention', 'bottleneck', 'repeatVector', 'recorded', ''])(
    'shows that "%s" is not',
    (type) => {
      expect(layerIcon({ type })).toBe('layers');
    },
  );

  it('is that of a recurrent layer for recorded states that a run found to be recurrent', () => {
    expect(layerIcon({ type: 'recorded', recurrent: true })).toBe('sync');
  });
});
