import { dataShapeOf } from '../../../config/layers/dataShape';
import { LayerGraph } from '../../../config/layers/layerGraph';
import { sequencesFor } from '../../../config/layers/problems/networkProblems';
import type { TargetShape } from '../../../config/layers/targets';
import type { AnalysisConfig } from '../../../config/schema/config';

/**
 * Names of bidirectional layers that return a single step: the last state of each direction, so that both together have
 * read every step from both sides. The state of a layer that returns every step has read only half of that at any step.
 */
export function readAtBothEnds({
  config,
  data,
}: {
  readonly config: AnalysisConfig;
  readonly data?: { readonly target?: TargetShape | undefined } | undefined;
}): ReadonlySet<string> {
  const { layers } = config.model;
  const shape = dataShapeOf(config.data);
  const { returnsSteps } = sequencesFor(new LayerGraph(layers), {
    ...shape,
    // Of files only the data tell where the targets are.
    shapeOf: (target) => (target === 'Y' && data?.target ? data.target : shape.shapeOf(target)),
  });
  return new Set(layers.filter(({ type }, i) => type === 'bidirectional' && !returnsSteps[i]).map(({ name }) => name));
}
