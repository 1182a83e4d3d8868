import fc from 'fast-check';

const units = fc.integer({ min: 1, max: 6 });
const noise = fc.record({
  variance: fc.constantFrom(0.001, 0.05, 0.5),
  placement: fc.constantFrom('recurrent', 'readout'),
});
const rarely = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined, freq: 3 });

const cell = fc
  .record({
    type: fc.constantFrom('simpleRNN', 'lstm', 'gru', 'minGRU', 'minLSTM', 'indRNN', 'lru', 'rgLRU', 'sLSTM'),
    units,
    noise: rarely(noise),
    bottleneck: rarely(fc.record({ beta: fc.constantFrom(1, 20) })),
  })
  .map(({ type, units: width, noise: drawn, bottleneck }) => ({
    type,
    units: type === 'lru' ? 2 * width : width,
    ...(bottleneck ? { bottleneck } : drawn && { noise: drawn }),
  }));
/** Cells whose recurrence does not read their output. */
const unread = fc
  .oneof(
    fc.record({
      type: fc.constant('mamba'),
      units: fc.integer({ min: 1, max: 4 }),
      stateSize: fc.integer({ min: 1, max: 3 }),
      noise: rarely(fc.constant({ variance: 0.05 })),
    }),
    fc.record({
      type: fc.constant('matrixState'),
      units: fc.integer({ min: 1, max: 4 }),
      noise: rarely(fc.constant({ variance: 0.05 })),
      decay: fc.constantFrom('none', 'scalar', 'channel'),
      rule: fc.constantFrom('add', 'delta'),
    }),
  )
  .map(({ noise: drawn, ...rest }) => ({ ...rest, ...(drawn && { noise: drawn }) }));
/** Cells that run in one direction alone. */
const oneWay = fc
  .record({
    type: fc.constant('leakyRNN'),
    units,
    noise: rarely(noise),
    activation: fc.constantFrom('relu', 'tanh', 'softplus'),
    excitatory: rarely(fc.constantFrom(0.5, 0.8)),
  })
  .map(({ noise: drawn, excitatory, ...rest }) => ({
    ...rest,
    ...(drawn && { noise: drawn }),
    ...(excitatory !== undefined && { excitatory }),
  }));
const recurrent = fc.oneof(
  { arbitrary: cell, weight: 4 },
  { arbitrary: oneWay, weight: 1 },
  { arbitrary: unread, weight: 1 },
  {
    arbitrary: fc
      .record({ layer: cell, mergeMode: fc.constantFrom('concat', 'sum') })
      .map(({ layer, mergeMode }) => ({
        type: 'bidirectional',
        layer,
        mergeMode: 'bottleneck' in layer ? 'concat' : mergeMode,
      })),
    weight: 1,
  },
);
const rounded = fc.record({ type: fc.constant('entropyBottleneck'), units: fc.integer({ min: 1, max: 3 }) });
const between = fc.oneof(
  fc.record({
    type: fc.constant('bottleneck'),
    units: fc.integer({ min: 1, max: 3 }),
    beta: fc.constantFrom(1, 100),
    prior: fc.constantFrom('standard', 'marginal', 'mixture'),
  }),
  fc
    .record({
      causal: fc.boolean(),
      positions: fc.constantFrom('none', 'relative'),
      bottleneck: rarely(fc.record({ beta: fc.constantFrom(1, 20) })),
    })
    .map(({ bottleneck, ...one }) => ({ type: 'attention', units: 2, ...one, ...(bottleneck && { bottleneck }) })),
  fc.constant({ type: 'layerNormalization' }),
  fc.constant({ type: 'dropout', rate: 0.5 }),
  fc.record({ type: fc.constant('dense'), units, activation: fc.constantFrom('relu', 'tanh') }),
  fc.constant({ type: 'infomax' }),
);

const length = fc.integer({ min: 2, max: 6 });
/** A task, with the width of what predicts its target: classes, or 0 for one value, or nothing to predict. */
const task = fc.oneof(
  fc.record({ task: fc.constant('parity'), length }).map((data) => ({ data, classes: 2 })),
  fc
    .record({
      task: fc.constant('delayedCopy'),
      symbols: fc.integer({ min: 2, max: 5 }),
      length,
      delay: fc.constantFrom(0, 1),
    })
    .map((data) => ({ data, classes: data.symbols })),
  fc
    .record({
      task: fc.constant('markov'),
      symbols: fc.integer({ min: 2, max: 3 }),
      length,
      flip: fc.constantFrom(0.05, 0.3),
      hidden: fc.boolean(),
    })
    .map((data) => ({ data, classes: data.symbols })),
  fc
    .record({ task: fc.constant('automaton'), automaton: fc.constantFrom('flipFlop', 'counter'), length })
    .map((data) => ({ data, classes: data.automaton === 'flipFlop' ? 2 : 5 })),
  fc
    .record({ task: fc.constant('gaussianNoise'), features: fc.integer({ min: 1, max: 2 }), length })
    .map((data) => ({ data, classes: undefined })),
  fc.record({ task: fc.constant('gaussianProcess'), length }).map((data) => ({ data, classes: 0 })),
);

const analysis = fc.record(
  {
    samples: fc.constantFrom(20, 60, 150),
    estimator: fc.oneof(
      { arbitrary: fc.constant('auto'), weight: 5 },
      { arbitrary: fc.constantFrom('gaussianCopula', 'binning', 'ksg1', 'knownConditional', 'probe'), weight: 1 },
    ),
    unit: fc.constantFrom('bits', 'nats'),
    noise: fc.record({ variance: fc.constantFrom(1e-6, 0.01, 0.5) }),
    budget: fc.constantFrom(0, 0.02),
    positions: fc.constantFrom('last', 'all'),
    sets: fc.constantFrom(['heldOut'], ['heldOut', 'training']),
    alsoWith: fc.constantFrom(['binning'], ['kdeLower', 'kdeUpper'], ['gaussian']),
    quantities: fc.subarray(
      ['inputInformation', 'historyInformation', 'outputInformation', 'layerInformation', 'memory', 'rate'],
      { minLength: 1 },
    ),
  },
  { requiredKeys: ['samples', 'estimator', 'unit', 'noise', 'budget'] },
);

const network = fc.record({
  below: rarely(between),
  recurrent: fc.array(recurrent, { minLength: 1, maxLength: 2 }),
  above: rarely(fc.oneof(between, rounded)),
});

/** A config of a small network that was hardly trained, or not at all, and of another one beside it. */
export const anyConfig = fc
  .record({
    task,
    network,
    other: rarely(network),
    epochs: fc.constantFrom(0, 0, 2),
    seed: fc.integer({ min: 0, max: 1000 }),
    analysis,
  })
  .map(({ task: { data, classes }, network: model, other, epochs, seed, analysis: settings }) => {
    const head =
      classes === undefined
        ? { type: 'dense', units: 1, head: { target: 'Y' } }
        : { type: 'dense', units: classes || 1, ...(classes > 0 && { activation: 'softmax' }) };
    const layers = ({ below, recurrent: cells, above }: typeof model): object[] =>
      [below, ...cells, above, ...(classes === undefined ? [] : [head])]
        .filter((layer) => layer !== undefined)
        .map((layer, i) => ({ ...layer, name: `l${i}` }));
    const also = settings.alsoWith?.filter((name) => name !== settings.estimator) ?? [];
    const { alsoWith, ...rest } = settings;
    return {
      seed,
      data: { ...data, samples: 64, heldOut: 150 },
      model: { layers: layers(model) },
      ...(other && { networks: { other: { layers: layers(other) } } }),
      training: { epochs: classes === undefined ? 0 : epochs, batchSize: 32 },
      analysis: { ...rest, snapshots: 1, ...(also.length > 0 && { alsoWith: also }) },
    };
  });
