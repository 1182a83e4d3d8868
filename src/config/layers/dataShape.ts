import { type DataConfig, isGenerated, stepsOf } from '../schema/data';
import { furtherTargets, inputShape, type InputShape, shapeOf, targetShape, type TargetShape } from './targets';

/**
 * Facts about the data that a network needs. Before the data are loaded they come from the config; `undefined` where
 * only the data file decides.
 */
export interface DataShape {
  readonly input: InputShape | undefined;
  /** Number of steps per sequence. */
  readonly length: number | undefined;
  /** Names of the targets that heads may predict. */
  readonly targets: readonly string[];
  /** Shape of a target; 'none' where the data have no target of that name. */
  readonly shapeOf: (target: string) => TargetShape | 'none' | undefined;
}

/** The shapes that a config states about its data. */
export function dataShapeOf(data: DataConfig): DataShape {
  return {
    input: inputShape(data),
    length: isGenerated(data) ? stepsOf(data) : 'length' in data ? data.length : undefined,
    targets: targetNames(targetShape(data) !== 'none', furtherTargets(data)),
    // Recorded states have no heads, so nothing is predicted from them.
    shapeOf: (target) => (data.task === 'activations' ? undefined : shapeOf(data, target)),
  };
}

/** The names that heads may use for targets: 'Y' if there is one, 'X', 'next', and the further ones. */
export const targetNames = (hasTarget: boolean, further: Iterable<string>): string[] => [
  ...(hasTarget ? ['Y'] : []),
  'X',
  'next',
  ...further,
];
