import { ResultIndex } from './resultIndex';
import type { AnalysisResult, Estimate, LayerSummary, MemoryFit } from './result';
import { memoryLayer } from './memory';
import { allNetworks } from './networks';

/** One network beside the others, by the layer that carries its past. */
export interface NetworkRow {
  readonly name: string;
  /** The last layer that has a memory: a recurrent layer, or a code. */
  readonly layer: LayerSummary;
  /** Weights of the whole network. */
  readonly parameters: number;
  readonly fit?: MemoryFit | undefined;
  readonly input?: Estimate | undefined;
  /** What the layer's state could hold. */
  readonly capacity?: Estimate | undefined;
  readonly output?: Estimate | undefined;
  /**
   * What the last layer that was held against the target has about it: the head, which may read more than the layer
   * with the memory.
   */
  readonly told?: Estimate | undefined;
  readonly accuracy?: number | undefined;
}

/** A row a network that has a memory, the model first. */
export function compareNetworks(result: AnalysisResult): NetworkRow[] {
  return allNetworks(result).flatMap(({ name, view }) => {
    const index = new ResultIndex(view);
    const layer = memoryLayer(index);
    if (!layer) return [];
    const last = view.layers.findLast((candidate) => index.atEnd('outputInformation', candidate.name));
    return [
      {
        name,
        layer,
        told: last && index.atEnd('outputInformation', last.name),
        parameters: view.layers.reduce((sum, { parameters }) => sum + parameters, 0),
        fit: index.fit(layer.name),
        input: index.atEnd('inputInformation', layer.name),
        capacity: index.atEnd('stateCapacity', layer.name),
        output: index.atEnd('outputInformation', layer.name),
        accuracy: view.training.at(-1)?.validationAccuracy,
      },
    ];
  });
}

/** A horizon as a figure: '9', '≥ 11' where the memory may reach further, '–' where nothing is remembered. */
export function horizonFigure(fit: MemoryFit | undefined): string {
  if (fit?.horizon === undefined || fit.horizon === 'none') return '–';
  return `${fit.open ? '≥ ' : ''}${fit.horizon}`;
}
