import { verbatim } from '../../src/base/sentence';
import { cellOf } from '../../src/config/layers/layerTraits';
import type { AnalysisConfig } from '../../src/config/schema/config';
import { emptyResult } from '../../src/result/emptyResult';
import type { AnalysisResult, Estimate, ExactLine, LayerSummary } from '../../src/result/result';
import { configOf } from './configs';

/** An estimate that is bounded from above. */
export type Bounded<Numbers extends { high: number | null } = Estimate> = Numbers & { high: number };

/** An estimate by its numbers alone: of the last step of 12 at epoch 30, `half` bits on either side of its value. */
export function estimate({
  half = 0.1,
  ...numbers
}: Pick<Estimate, 'quantity' | 'source' | 'target' | 'value'> & Partial<Bounded> & { half?: number }): Bounded {
  return {
    time: 12,
    epoch: 30,
    low: numbers.value - half,
    high: numbers.value + half,
    unit: 'bits',
    estimator: 'probe',
    bound: 'none',
    samples: 1000,
    ...numbers,
  };
}

/** I(X;H) or I(H;Y) of a layer. */
export const about = (
  quantity: 'inputInformation' | 'outputInformation',
  layer: string,
  numbers: Omit<Parameters<typeof estimate>[0], 'quantity' | 'source' | 'target'>,
): Bounded =>
  estimate({
    quantity,
    ...(quantity === 'inputInformation' ? { source: 'X', target: layer } : { source: layer, target: 'Y' }),
    ...numbers,
  });

/** I(X_{t-s};H_t) of a layer over the lag s = 0, 1, ... */
export const memoryOf = (
  layer: string,
  values: readonly number[],
  numbers: Partial<Bounded> & { half?: number } = {},
): Bounded[] =>
  values.map((value, lag) =>
    estimate({ quantity: 'memory', source: 'X', target: layer, value, lag, half: 0.02, ...numbers }),
  );

/** A value that is known exactly, in bits. */
export const exactLine = (
  line: Pick<ExactLine, 'quantity' | 'source' | 'target' | 'value'> & Partial<ExactLine>,
): ExactLine => ({ unit: 'bits', name: verbatim('exact'), ...line });

/** A layer of 4 units. */
export const layer = (summary: Pick<LayerSummary, 'name' | 'type'> & Partial<LayerSummary>): LayerSummary => ({
  units: 4,
  recurrent: false,
  analysed: summary.type !== 'dropout',
  parameters: 1,
  ...summary,
});

/** The layers of a config's model, as a run lists them. */
export const layersOf = (config: AnalysisConfig): LayerSummary[] =>
  config.model.layers.map((setting) =>
    layer({
      name: setting.name,
      type: setting.type,
      recurrent: cellOf(setting) !== undefined,
      ...('units' in setting && setting.units !== undefined && { units: setting.units }),
    }),
  );

/** A document that has only what is given, and the layers of its config. */
export function resultOf({
  config,
  ...given
}: Omit<Partial<AnalysisResult>, 'config'> & { config: AnalysisConfig | string }): AnalysisResult {
  const read = typeof config === 'string' ? configOf(config) : config;
  const environment = { backend: 'cpu', version: '', seed: 1, recurrentKernel: '' } as const;
  return { ...emptyResult(read, environment), layers: layersOf(read), ...given };
}
