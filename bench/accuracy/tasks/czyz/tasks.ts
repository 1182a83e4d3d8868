import type { AccuracyTask } from '../accuracyTask';
import { dense, multinormalTask, twoPairs } from './multinormal';
import { oneDimensionalTasks, studentTask } from './oneDimensional';
import { everywhere, halfCube, mapped, spiral, standardNormalCdf } from './transforms';

function denseTask(dimensions: number): AccuracyTask {
  const base = dense(dimensions, dimensions, 0.5);
  return multinormalTask(`multinormal-dense-${dimensions}-${dimensions}-0.5`, base, base.draw, true);
}

const pairsName = (dimensions: number): string => `multinormal-sparse-${dimensions}-${dimensions}-2-2.0`;

function pairsTask(dimensions: number): AccuracyTask {
  const base = twoPairs(dimensions);
  return multinormalTask(pairsName(dimensions), base, base.draw, true);
}

function transformedTasks(
  dimensions: number,
): Record<'normalCdf' | 'halfCube' | 'spiral' | 'spiralNormalCdf', AccuracyTask> {
  const base = twoPairs(dimensions);
  const name = pairsName(dimensions);
  const uniform = mapped(base.draw, everywhere(standardNormalCdf));
  return {
    normalCdf: multinormalTask(`normal_cdf-${name}`, base, uniform, true),
    halfCube: multinormalTask(`half_cube-${name}`, base, mapped(base.draw, everywhere(halfCube)), true),
    spiral: multinormalTask(`spiral-${name}`, base, mapped(base.draw, spiral(0), spiral(1)), false),
    spiralNormalCdf: multinormalTask(`spiral-normal_cdf-${name}`, base, mapped(uniform, spiral(0), spiral(1)), false),
  };
}

const transformed = [3, 5, 25].map(transformedTasks);

/**
 * The forty tasks of Czyz, Grabowski, Vogt, Beerenwinkel and Marx 2023, "Beyond Normal: on the evaluation of mutual
 * information estimators", under their published names. Half of them have a Gaussian copula.
 */
export const czyzTasks: readonly AccuracyTask[] = [
  ...oneDimensionalTasks,
  ...[2, 3, 5, 25, 50].map(denseTask),
  ...[2, 3, 5, 25].map(pairsTask),
  studentTask(2, 1),
  studentTask(2, 2),
  studentTask(3, 2),
  studentTask(3, 3),
  studentTask(5, 2),
  studentTask(5, 3),
  ...transformed.map((tasks) => tasks.normalCdf),
  ...transformed.map((tasks) => tasks.halfCube),
  ...transformed.map((tasks) => tasks.spiral),
  ...transformed.map((tasks) => tasks.spiralNormalCdf),
  studentTask(2, 1, true),
  studentTask(3, 2, true),
  studentTask(5, 2, true),
];
