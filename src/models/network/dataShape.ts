import { type DataShape, targetNames } from '../../config/layers/dataShape';
import type { SequenceSet } from '../../data/dataset';
import { headTargets } from '../../data/headTargets';

/** Facts about the data that a network needs, from the loaded data; none of them is `undefined`. */
export function dataShapeOfSet(set: SequenceSet): DataShape {
  const { features, alphabet, length } = set.inputs;
  return {
    input: { features, discrete: alphabet !== undefined },
    length,
    targets: targetNames(set.targets !== undefined, set.furtherTargets?.keys() ?? []),
    shapeOf: (target) => {
      const targets = headTargets(set, target);
      if (!targets) return 'none';
      const { at, alphabet: classes, features: values, tags = false } = targets;
      return { at, ...(classes === undefined ? { values, ...(tags && { tags }) } : { classes }) };
    },
  };
}
