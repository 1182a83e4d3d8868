import type { AnalysisConfig } from '../../src/config/schema/config';

export interface FakeLayer {
  readonly name: string;
  readonly type: 'embedding' | 'lstm' | 'bottleneck' | 'infomax' | 'dense';
}

/** The hidden layers are lstm layers. */
export function fakeLayers(
  count: number,
  has: {
    readonly target: boolean;
    readonly bottleneck: boolean;
    readonly critic: boolean;
    readonly longNames: boolean;
  },
): FakeLayer[] {
  const typeAt = (place: number): FakeLayer['type'] => {
    if (place === 0) return 'embedding';
    if (place === count - 1 && has.target) return 'dense';
    return has.bottleneck && place === count - 2 && count > 2 ? 'bottleneck' : 'lstm';
  };
  const layers = Array.from({ length: count }, (_, i): FakeLayer => ({
    type: typeAt(i),
    name: layerName(typeAt(i), i, has.longNames),
  }));
  return has.critic ? layers.toSpliced(-1, 0, { type: 'infomax', name: 'keep' }) : layers;
}

function layerName(type: FakeLayer['type'], place: number, long: boolean): string {
  const short = { embedding: 'embed', lstm: 'memory', bottleneck: 'z', infomax: 'keep', dense: 'out' }[type];
  const name = place > 1 && type === 'lstm' ? `${short}${place}` : short;
  return long ? `a_remarkably_long_layer_name_that_nobody_should_type_${name}_${place}` : name;
}

export function fakeConfig(
  layers: readonly FakeLayer[],
  { steps, epochs, snapshots }: { readonly steps: number; readonly epochs: number; readonly snapshots: number },
): AnalysisConfig {
  return {
    seed: 1,
    data: { task: 'delayedCopy', symbols: 4, length: steps, delay: 3, samples: 2048 },
    model: { layers: layers.map(layerConfig) },
    training: { epochs, batchSize: 64, optimizer: 'adam', learningRate: 0.003 },
    analysis: {
      estimator: 'auto',
      unit: 'bits',
      samples: 1000,
      snapshots,
      noise: { variance: 0.01 },
      budget: 3,
      neighbors: 3,
    },
  };
}

function layerConfig({ type, name }: FakeLayer): AnalysisConfig['model']['layers'][number] {
  switch (type) {
    case 'embedding':
      return { type, name, units: 8 };
    case 'bottleneck':
      return { type, name, units: 4, beta: 5, prior: 'standard', lagrangian: 'linear', steps: 'every' };
    case 'infomax':
      return { type, name, critic: 'infoNCE', about: 'X', weight: 1 };
    case 'dense':
      return { type, name, units: 4, activation: 'softmax' };
    case 'lstm':
      return { type, name, units: 16 };
  }
}
