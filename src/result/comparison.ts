import { ResultIndex } from './resultIndex';
import type { AnalysisResult, Estimate, LayerSummary, MemoryFit, Prediction } from './result';
import { memoryLayer } from './memory';
import { allNetworks } from './networks';

/** One row of the comparison of networks, by the layer that carries the network's memory. */
export interface NetworkRow {
  readonly name: string;
  /** The name under which the document has it; absent: the model itself. */
  readonly network: string | undefined;
  /** The last layer with memory: a recurrent layer, or a code. */
  readonly layer: LayerSummary;
  /** Number of weights of the whole network. */
  readonly parameters: number;
  readonly fit?: MemoryFit | undefined;
  readonly input?: Estimate | undefined;
  /** The capacity of the layer's state. */
  readonly capacity?: Estimate | undefined;
  readonly output?: Estimate | undefined;
  /** The head that predicts Y, at the step of `output`. */
  readonly prediction?: Prediction | undefined;
}

/** One row per network, the model first. */
export function compareNetworks(result: AnalysisResult): NetworkRow[] {
  return allNetworks(result).flatMap(({ name, view }, place) => {
    const index = new ResultIndex(view);
    const layer = memoryLayer(index);
    if (!layer) return [];
    const output = index.atEnd('outputInformation', layer.name);
    return [
      {
        name,
        network: place === 0 ? undefined : name,
        layer,
        parameters: view.layers.reduce((sum, { parameters }) => sum + parameters, 0),
        fit: index.fit(layer.name),
        input: index.atEnd('inputInformation', layer.name),
        capacity: index.atEnd('stateCapacity', layer.name),
        output,
        prediction: predictionAt(view, output),
      },
    ];
  });
}

/** How often the head for Y is right at the step of an estimate; without one, at its last step. */
function predictionAt({ predictions = [] }: AnalysisResult, estimate: Estimate | undefined): Prediction | undefined {
  return predictions.findLast(
    ({ target, set, epoch, time }) =>
      target === 'Y' &&
      set === undefined &&
      (estimate === undefined || (epoch === estimate.epoch && time === estimate.time)),
  );
}

/**
 * A horizon as a figure: '9', '≥ 11' where the memory may reach further, '–' where nothing is remembered, '?' where
 * nothing is known to be, and it is not excluded.
 */
export function horizonFigure(fit: MemoryFit | undefined): string {
  if (fit?.horizon === undefined) return '–';
  if (fit.horizon === 'none') return fit.open ? '?' : '–';
  return `${fit.open ? '≥ ' : ''}${fit.horizon}`;
}
