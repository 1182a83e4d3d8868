import type { DataConfig } from '../schema/data';
import { furtherTargets, inputShape, type InputShape, shapeOf, targetShape, type TargetShape } from './targets';

/**
 * What a network has to know of its data. Before the data are there, the config says as much of it as it can; what only
 * the data file knows is `undefined`.
 */
export interface DataShape {
  readonly input: InputShape | undefined;
  /** Steps of a sequence. */
  readonly length: number | undefined;
  /** Names of the targets that heads may ask for. */
  readonly targets: readonly string[];
  /** Shape of a target; 'none' where the data have none of that name. */
  readonly shapeOf: (target: string) => TargetShape | 'none' | undefined;
}

/** What a config says of its data. */
export function dataShapeOf(data: DataConfig): DataShape {
  return {
    input: inputShape(data),
    length: 'length' in data ? data.length : undefined,
    targets: targetNames(targetShape(data) !== 'none', furtherTargets(data)),
    // States that were recorded elsewhere are not predicted from.
    shapeOf: (target) => (data.task === 'activations' ? undefined : shapeOf(data, target)),
  };
}

/** The names that heads may use for targets. */
export const targetNames = (hasTarget: boolean, further: Iterable<string>): string[] => [
  ...(hasTarget ? ['Y'] : []),
  'X',
  'next',
  ...further,
];
