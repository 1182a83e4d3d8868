import type { DataShape } from '../dataShape';
import { headsOf } from '../heads';
import type { LayerGraph } from '../layerGraph';
import type { LayerProblem } from '../layerProblem';
import { type HeadTime, type Sequences, sequencesOf } from '../sequences';
import { criticProblems } from './criticProblems';
import { headProblems } from './headProblems';
import { inputProblems } from './inputProblems';
import { ridgeProblems } from './ridgeProblems';
import { shapeProblems } from './shapeProblems';
import { stepProblems } from './stepProblems';

/**
 * All problems that keep a network from being built for its data. The editor's checks report them as far as the config
 * alone shows them. The model builder, which has the data, throws the first of them with the same sentence.
 * @param trains whether the network is to be trained
 */
export function networkProblems(graph: LayerGraph, data: DataShape, trains: boolean): LayerProblem[] {
  const sequences = sequencesFor(graph, data);
  return [
    ...inputProblems(graph),
    ...shapeProblems(graph, data),
    ...headProblems(graph, data, trains),
    ...ridgeProblems(graph),
    ...stepProblems(graph, headTimes(graph, data), sequences),
    ...criticProblems(graph, data, sequences),
  ];
}

/** The layers that return every step when the network predicts the targets of `data`. */
export function sequencesFor(graph: LayerGraph, data: DataShape): Sequences {
  const target = data.shapeOf('Y');
  return sequencesOf(graph, headTimes(graph, data), target !== 'none' && target?.at === 'end');
}

/** The heads whose targets the data have, or may have. */
function headTimes({ layers }: LayerGraph, data: DataShape): HeadTime[] {
  return headsOf(layers).flatMap(({ index, target }): HeadTime[] => {
    const shape = data.shapeOf(target);
    return shape === 'none' ? [] : [{ index, target, at: shape?.at }];
  });
}
