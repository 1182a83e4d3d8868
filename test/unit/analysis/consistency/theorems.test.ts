import { describe, expect, it } from 'vitest';
import type { NatsEstimate } from '../../../../src/analysis/measures/natsEstimate';
import { bitsOf, codesOf, fairBits, holderOf, inBits } from './fixtures';

const lstm = { type: 'lstm', name: 'h', units: 4 };
const out = { type: 'dense', name: 'out', units: 2, activation: 'softmax' };
const noisy = (placement: string) => ({ ...lstm, noise: { variance: 0.01, placement } });
const code = { type: 'bottleneck', name: 'z', units: 2 };

const input = (value: number, more: Partial<NatsEstimate> = {}, target = 'h'): NatsEstimate =>
  inBits({
    quantity: 'inputInformation',
    source: 'X',
    target,
    value,
    bound: 'lower',
    estimator: 'knownConditional',
    ...more,
  });
const history = (value: number, more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({ quantity: 'historyInformation', source: 'h', target: 'h', value, ...more });
const between = (source: string, target: string, value: number): NatsEstimate =>
  inBits({ quantity: 'layerInformation', source, target, value });
const told = (layer: string, value: number, more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({
    quantity: 'outputInformation',
    source: layer,
    target: 'Y',
    value,
    bound: 'lower',
    estimator: 'probe',
    ...more,
  });
const memory = (lag: number, value: number, more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({ quantity: 'memory', source: 'X', target: 'h', value, lag, bound: 'lower', estimator: 'probe', ...more });

/** Three tokens, two blanks and three markers: step 3 is the last token, step 5 the last blank. */
const copied = { task: 'copyMemory', symbols: 4, tokens: 3, delay: 2, samples: 16 };

/** Of these neither end is certified. */
const byCopula = { estimator: 'gaussianCopula', bound: 'none', assumes: 'gaussianCopula', certified: 'none' } as const;
const neighbors = { bound: 'none', assumes: 'nearestNeighbors', certified: 'none' } as const;

interface Case {
  readonly layers: readonly object[];
  readonly data?: object;
  /** The last of them is looked at. */
  readonly given: readonly NatsEstimate[];
  readonly held: readonly number[];
  readonly codes?: readonly string[];
}

const check = async ({ layers, data = fairBits, given, held, codes = [] }: Case): Promise<void> => {
  const last = (await holderOf(layers, data))(...given).at(-1)!;
  expect(bitsOf(last)).toEqual(held);
  expect(codesOf(last)).toEqual(codes);
};

describe('what holds', () => {
  it.each<[string, Case]>([
    [
      'a whole state above its output, which is a part of it',
      {
        layers: [lstm, out],
        given: [input(2), input(1, {}, 'h (state)')],
        held: [1.5, 1.5, 1.5],
        codes: ['belowOutput'],
      },
    ],
    [
      'an output below the whole state',
      {
        layers: [lstm, out],
        given: [input(1, {}, 'h (state)'), input(2)],
        held: [1.5, 1.5, 1.5],
        codes: ['aboveState'],
      },
    ],
    [
      'nothing of states whose output is read from them, and not among their numbers',
      {
        layers: [{ type: 'matrixState', name: 'h', units: 4 }, out],
        given: [input(2), input(1, {}, 'h (state)')],
        held: [0.5, 1, 1.5],
      },
    ],
    [
      'nothing of a state that has other noise than its output',
      {
        layers: [lstm, out],
        given: [input(2), input(1, { of: { kind: 'declaredNoise', variance: 0.1 } }, 'h (state)')],
        held: [0.5, 1, 1.5],
      },
    ],
    [
      'an entropy below the log of its symbols',
      {
        layers: [lstm, out],
        given: [inBits({ quantity: 'entropy', source: 'X', target: 'X', value: 1.2 })],
        held: [0.7, 1, 1],
        codes: ['aboveLogSymbols'],
      },
    ],
    [
      'an upper bound that counts the state before as well below the entropy of the input',
      {
        layers: [{ ...lstm, bottleneck: {} }, out],
        given: [input(7, { of: { kind: 'drawn' }, estimator: 'leaveOneOut', bound: 'upper', low: 0 })],
        held: [0, 4, 4],
        codes: ['aboveInputEntropy'],
      },
    ],
    [
      'an entropy below that which the task states',
      {
        layers: [lstm, { ...out, units: 4 }],
        data: copied,
        given: [inBits({ quantity: 'entropy', source: 'X', target: 'X', value: 2.2, time: 2 })],
        held: [1.7, 2, 2],
        codes: ['aboveStatedEntropy'],
      },
    ],
    [
      'an entropy of a target below that of this very step',
      {
        layers: [lstm, { ...out, units: 7 }],
        data: { task: 'automaton', automaton: 'dyck', kinds: 2, depth: 2, length: 4, samples: 16 },
        given: [inBits({ quantity: 'entropy', source: 'Y', target: 'Y', value: 1.4, time: 1 })],
        // The first bracket is one of two that open.
        held: [0.9, 1, 1],
        codes: ['aboveStatedEntropy'],
      },
    ],
    [
      'memory of one step below its entropy',
      { layers: [lstm, out], given: [memory(1, 1.3)], held: [0.8, 1, 1], codes: ['aboveStepEntropy'] },
    ],
    [
      'memory of one step below the entropy of that very step',
      {
        layers: [lstm, { ...out, units: 4 }],
        data: copied,
        given: [memory(2, 2.3, { time: 5 })],
        held: [1.8, 2, 2],
        codes: ['aboveStepEntropy'],
      },
    ],
    [
      'nothing in a step that never changes, whatever is known of it otherwise',
      {
        layers: [lstm, { ...out, units: 4 }],
        data: copied,
        given: [memory(0, 0.1, { time: 5, low: 0 })],
        held: [0, 0, 0],
        codes: ['aboveStepEntropy'],
      },
    ],
    [
      'memory given all later inputs above that of the step alone, where steps are independent and unlike each other',
      {
        layers: [lstm, { ...out, units: 4 }],
        data: copied,
        given: [
          memory(3, 1.2, { time: 5, low: 1.1 }),
          { ...memory(3, 0.5, { time: 5 }), quantity: 'conditionalMemory' as const },
        ],
        held: [1.1, 1.2, 2],
        codes: ['belowLagAlone'],
      },
    ],
    [
      'memory given all later inputs below what these leave open',
      {
        layers: [lstm, out],
        data: { task: 'markov', flip: 0.1, length: 4, samples: 16 },
        given: [{ ...memory(1, 0.9, { low: 0.3 }), quantity: 'conditionalMemory' as const }],
        held: [0.3, 0.468996, 0.468996],
        codes: ['aboveEntropyGivenLater'],
      },
    ],
    [
      'a query by those after it: two of three keys are left',
      {
        layers: [lstm],
        data: { task: 'mqar', vocabulary: 8, pairs: 2, gap: 0, samples: 16 },
        given: [{ ...memory(1, 1.4, { low: 0.3, time: 6 }), quantity: 'conditionalMemory' as const }],
        held: [0.3, 1, 1],
        codes: ['aboveEntropyGivenLater'],
      },
    ],
    [
      'an input below what the task says that it tells of the target',
      {
        layers: [lstm, { type: 'dense', name: 'out', units: 1 }],
        data: { task: 'gaussianProcess', coefficients: [0.9], length: 6, samples: 16 },
        given: [
          inBits({
            quantity: 'lagRelevance',
            source: 'X',
            target: 'Y',
            time: 6,
            lag: 0,
            value: 1.243,
            low: 1.16,
            high: 1.32,
            of: undefined,
          }),
        ],
        held: [1.16, 1.197964, 1.197964],
        codes: ['aboveTargetInformation'],
      },
    ],
    [
      'the target below its entropy',
      {
        layers: [lstm, out],
        given: [told('h', 1.7, { bound: 'none' })],
        held: [1, 1, 1],
        codes: ['aboveTargetEntropy'],
      },
    ],
    [
      'a Markov target below what the past tells of it',
      {
        layers: [lstm, out],
        data: { task: 'markov', length: 4, flip: 0.1, samples: 16 },
        given: [told('h', 0.9, { bound: 'none' })],
        held: [0.4, 0.531004, 0.531004],
        codes: ['aboveTargetInformation'],
      },
    ],
    [
      'the future below what the past tells of it',
      {
        layers: [lstm, out],
        data: { task: 'markov', length: 4, flip: 0.1, samples: 16 },
        given: [inBits({ quantity: 'predictiveInformation', source: 'h', target: 'X', value: 0.9, time: 2, ahead: 1 })],
        held: [0.4, 0.531004, 0.531004],
        codes: ['aboveFutureInformation'],
      },
    ],
    [
      'the input below the entropy of the steps so far',
      {
        layers: [lstm, out],
        given: [input(5, { time: 3 })],
        held: [3, 3, 3],
        codes: ['aboveInputEntropy', 'overstated'],
      },
    ],
    [
      'a layer without memory below the entropy of one step',
      {
        layers: [{ ...out, name: 'first' }, lstm, out],
        given: [input(2, {}, 'first')],
        held: [1, 1, 1],
        codes: ['aboveInputEntropy', 'overstated'],
      },
    ],
    [
      'a layer that sees all steps below the entropy of all',
      {
        layers: [{ type: 'bidirectional', name: 'h', layer: { type: 'gru', units: 2 } }, out],
        given: [input(3.9, { time: 1 })],
        held: [3.4, 3.9, 4],
      },
    ],
    ['an end alone without a word', { layers: [lstm, out], given: [input(3.9)], held: [3.4, 3.9, 4] }],
    [
      'the input below the capacity of the state',
      {
        layers: [lstm, out],
        given: [
          inBits({ quantity: 'stateCapacity', source: 'X', target: 'h', value: 1, high: 1.5, bound: 'upper' }),
          input(3),
        ],
        held: [1.5, 1.5, 1.5],
        codes: ['aboveCapacity', 'overstated'],
      },
    ],
    [
      'a code below its rate',
      {
        layers: [code, out],
        given: [
          inBits({
            quantity: 'rate',
            source: 'X',
            target: 'z',
            value: 0.3,
            high: 0.4,
            estimator: 'exact',
            bound: 'upper',
          }),
          told('z', 0.6),
        ],
        held: [0.1, 0.3, 0.4],
        codes: ['aboveRate'],
      },
    ],
    [
      'a code above what the head proves',
      {
        layers: [code, out],
        given: [
          inBits({
            quantity: 'relevance',
            source: 'z',
            target: 'Y',
            value: 0.8,
            low: 0.7,
            high: 0.9,
            estimator: 'decoder',
            bound: 'lower',
          }),
          told('z', 0.1),
        ],
        held: [0.7, 0.8, 1],
        codes: ['belowHead'],
      },
    ],
    [
      'the input above the memory of one step',
      {
        layers: [lstm, out],
        data: { task: 'markov', length: 4, samples: 16 },
        given: [memory(0, 0.9, { low: 0.8 }), memory(1, 0.9, { low: 0.7 }), input(0.1)],
        held: [0.8, 0.9, 2.406987],
        codes: ['belowMemory'],
      },
    ],
    [
      'the input above the sum over independent steps',
      {
        layers: [lstm, out],
        given: [memory(0, 0.9, { low: 0.8 }), memory(1, 0.9, { low: 0.7 }), input(0.6)],
        held: [1.5, 1.8, 4],
        codes: ['belowMemorySum'],
      },
    ],
    [
      'the input above the sum of memory given all later inputs',
      {
        layers: [lstm, out],
        data: { task: 'markov', flip: 0.4, length: 4, samples: 16 },
        given: [
          { ...memory(0, 0.9, { low: 0.8 }), quantity: 'conditionalMemory' as const },
          { ...memory(1, 0.9, { low: 0.7 }), quantity: 'conditionalMemory' as const },
          input(0.6),
        ],
        held: [1.5, 1.5, 3.912852],
        codes: ['belowConditionalMemory'],
      },
    ],
    [
      'the input above the target',
      {
        layers: [lstm, out],
        given: [told('h', 0.9, { low: 0.8 }), input(0.7, { low: 0.6, high: 1.2 })],
        held: [0.8, 0.9, 1.2],
        codes: ['belowTarget'],
      },
    ],
    [
      'memory below the whole',
      {
        layers: [lstm, out],
        given: [input(0.2, { high: 0.3 }), memory(1, 0.6, { estimator: 'ksg1', bound: 'none' })],
        held: [0.1, 0.3, 0.3],
        codes: ['memoryAboveInput'],
      },
    ],
    [
      'the target below the whole input',
      {
        layers: [lstm, out],
        given: [input(0.2, { high: 0.3 }), told('h', 0.6, { estimator: 'ross', bound: 'none' })],
        held: [0.1, 0.3, 0.3],
        codes: ['targetAboveInput'],
      },
    ],
    [
      'the history below the entropy of the steps before',
      { layers: [lstm, out], given: [history(8.2)], held: [3, 3, 3], codes: ['historyAboveEntropy'] },
    ],
    [
      'the history below what the state before holds',
      {
        layers: [noisy('readout'), out],
        given: [input(1, { time: 3, high: 1.2 }), history(2)],
        held: [1.2, 1.2, 1.2],
        codes: ['historyAboveInput'],
      },
    ],
    [
      'layers below the input of the one that sees less',
      {
        layers: [{ ...out, name: 'first' }, lstm, out],
        given: [between('first', 'h', 5)],
        held: [1, 1, 1],
        codes: ['layersAboveEntropy'],
      },
    ],
    [
      'layers below what either holds',
      {
        layers: [lstm, out],
        given: [input(1.5, { high: 2 }), input(0.5, { high: 0.6 }, 'out'), between('h', 'out', 3)],
        held: [0.6, 0.6, 0.6],
        codes: ['layersAboveInput'],
      },
    ],
    [
      'layers above what both know of the target',
      {
        layers: [lstm, out],
        given: [told('h', 1, { low: 0.9 }), told('out', 1, { low: 0.8 }), between('h', 'out', 0.1)],
        held: [0.7, 0.7, 4],
        codes: ['layersBelowTarget'],
      },
    ],
  ])('%s', async (_, one) => check(one));
});

it('a layer that has read all steps holds no more of the last target than the whole input tells', async () => {
  const layers = [{ type: 'bidirectional', name: 'h', layer: { type: 'gru', units: 2 } }, out];
  const data = { task: 'markov', length: 4, flip: 0.1, samples: 16 };
  await check({ layers, data, given: [told('h', 0.5, { bound: 'none' })], held: [0, 0.5, 0.531004] });
});

describe('where it is no theorem nothing is held', () => {
  it.each<[string, Case]>([
    [
      'noise inside the recurrence is in both states of a history',
      { layers: [noisy('recurrent'), out], given: [input(1, { time: 3, high: 1.2 }), history(8)], held: [7.5, 8, 8.5] },
    ],
    [
      'so is a code inside it',
      { layers: [{ ...lstm, bottleneck: {} }, out], given: [history(8)], held: [7.5, 8, 8.5] },
    ],
    ['and the draw of a layer below', { layers: [code, lstm, out], given: [history(8)], held: [7.5, 8, 8.5] }],
    [
      'a layer reads the draw of the one below',
      {
        layers: [noisy('readout'), out],
        given: [input(1, { high: 1.2 }), between('h', 'out', 7)],
        held: [6.5, 7, 7.5],
      },
    ],
    [
      'continuous inputs have no entropy',
      {
        layers: [lstm],
        data: { task: 'gaussianNoise', length: 4, samples: 16 },
        given: [input(40)],
        held: [39.5, 40, 40.5],
      },
    ],
    [
      'steps of a Markov chain do not add up',
      {
        layers: [lstm, out],
        data: { task: 'markov', length: 4, samples: 16 },
        given: [memory(0, 0.6, { low: 0.5 }), memory(1, 0.6, { low: 0.5 }), input(0.7, { low: 0.6, high: 1.5 })],
        held: [0.6, 0.7, 1.5],
      },
    ],
    [
      'an upper end that only a model gives',
      { layers: [lstm, out], given: [input(0.2, { high: 0.3, ...byCopula }), told('h', 0.6)], held: [0.1, 0.6, 1] },
    ],
    [
      'a lower end that only a model gives',
      {
        layers: [lstm, out],
        given: [memory(0, 0.9, { estimator: 'ross', ...neighbors }), input(0.1)],
        held: [0, 0.1, 0.6],
      },
    ],
    [
      'the capacity of another state',
      {
        layers: [lstm, out],
        given: [
          inBits({ quantity: 'stateCapacity', source: 'X', target: 'h', value: 1, of: { kind: 'ownNoise' } }),
          input(3),
        ],
        held: [2.5, 3, 3.5],
      },
    ],
    [
      'of a bidirectional layer the future is no prediction',
      {
        layers: [{ type: 'bidirectional', name: 'h', layer: { type: 'gru', units: 2 } }, out],
        data: { task: 'markov', length: 4, flip: 0.1, samples: 16 },
        given: [told('h', 0.9, { time: 2 })],
        held: [0.4, 0.9, 1],
      },
    ],
  ])('%s', async (_, one) => check(one));

  it('estimates about a target leave out sequences without one, which are no further symbol', async () => {
    const hold = await holderOf([lstm, { ...out, units: 4 }], {
      task: 'delayedCopy',
      symbols: 4,
      length: 4,
      delay: 1,
      samples: 16,
    });
    // At step 1 nothing is to be repeated yet: ln 5 would be the log of the symbols and of none.
    expect(bitsOf(hold(told('h', 2.2, { bound: 'none' }))[0])).toEqual([1.7, 2, 2]);
  });

  it('a target that some sequences lack is of other sequences', async () => {
    // At step 1 nothing is to be repeated yet.
    const hold = await holderOf([lstm, { ...out, units: 4 }], {
      task: 'delayedCopy',
      length: 4,
      delay: 1,
      samples: 16,
    });
    const [, held] = hold(told('h', 1.9, { time: 1, low: 1.8 }), input(0.1, { time: 1 }));
    expect(bitsOf(held)).toEqual([0, 0.1, 0.6]);
  });

  it('recorded states may hold more than the input shows', async () => {
    const hold = await holderOf([lstm, out]);
    const [, held] = hold(input(0.2, { high: 0.3 }, 'elsewhere'), told('elsewhere', 0.6));
    expect(bitsOf(held)).toEqual([0.1, 0.6, 1]);
  });

  it('a value that was raised is no longer at the ceiling of its samples', async () => {
    const hold = await holderOf([lstm, out]);
    const ceiling = { code: 'lowerBoundNearCeiling', args: [{ nats: 0.1 }, 2] } as const;
    const [, held] = hold(memory(0, 0.9, { low: 0.8 }), input(0.1, { warnings: [ceiling] }));
    expect(codesOf(held)).toEqual(['belowMemory']);
  });

  it('an exact value is not held', async () => {
    const hold = await holderOf([lstm, out]);
    const exact = input(9, { low: 9, high: 9, reason: [{ code: 'linearNetwork', args: [] }] });
    expect(hold(exact)).toEqual([exact]);
  });
});
