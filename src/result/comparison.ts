import { ResultReading } from './resultReading';
import type { AnalysisResult, Estimate, LayerSummary, MemoryFit } from './result';
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
    const reading = new ResultReading(view);
    const layer = view.layers.findLast((candidate) => reading.of('memory', candidate.name).length > 0);
    if (!layer) return [];
    const last = view.layers.findLast((candidate) => reading.atEnd('outputInformation', candidate.name));
    return [
      {
        name,
        layer,
        told: last && reading.atEnd('outputInformation', last.name),
        parameters: view.layers.reduce((sum, { parameters }) => sum + parameters, 0),
        fit: reading.fit(layer.name),
        input: reading.atEnd('inputInformation', layer.name),
        capacity: reading.atEnd('stateCapacity', layer.name),
        output: reading.atEnd('outputInformation', layer.name),
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
