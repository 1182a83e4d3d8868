import type { AccuracyTask, DrawPair } from '../accuracyTask';
import { continuous, sampler } from '../sampler';
import { dense, multinormalTask } from './multinormal';
import { studentDraw, studentInformation } from './student';
import { everywhere, halfCube, inverse, mapped, standardNormalCdf, swissRoll, wigglyX, wigglyY } from './transforms';

const binormal = dense(1, 1, 0.75);
const uniform = mapped(binormal.draw, everywhere(standardNormalCdf));

const bimodalX = inverse((x) => 0.3 * standardNormalCdf(x) + 0.7 * standardNormalCdf(x - 5));
const bimodalY = inverse((y) => 0.5 * standardNormalCdf(y + 1) + 0.5 * standardNormalCdf(y - 3));

/** Y = X + N with X uniform on [0, 1] and N uniform on [-e, e]. */
function additiveTask(e: number): AccuracyTask {
  const name = `1v1-additive-${e}`;
  return {
    name,
    group: 'czyz',
    gaussianCopula: false,
    nats: e > 0.5 ? 1 / (4 * e) : e - Math.log(2 * e),
    sample: sampler(name, continuous(1), continuous(1), (random, x, y) => {
      x[0] = random.uniform();
      y[0] = x[0] + e * (2 * random.uniform() - 1);
    }),
  };
}

function swissRollTask(): AccuracyTask {
  const name = 'swissroll_x-normal_cdf-1v1-normal-0.75';
  const position = new Float64Array(1);
  const draw: DrawPair = (random, x, y) => {
    uniform(random, position, y);
    x.set(swissRoll(position[0]));
  };
  return {
    name,
    group: 'czyz',
    gaussianCopula: false,
    nats: binormal.nats,
    sample: sampler(name, continuous(2), continuous(1), draw),
  };
}

/** The halves of a Student vector, unchanged or with the inverse hyperbolic sine of each coordinate. */
export function studentTask(dimensions: number, degrees: number, asinh = false): AccuracyTask {
  const name = `${asinh ? 'asinh-' : ''}student-identity-${dimensions}-${dimensions}-${degrees}`;
  const draw = studentDraw(degrees);
  return {
    name,
    group: 'czyz',
    gaussianCopula: false,
    nats: studentInformation(dimensions, dimensions, degrees),
    sample: sampler(
      name,
      continuous(dimensions),
      continuous(dimensions),
      asinh ? mapped(draw, everywhere(Math.asinh)) : draw,
    ),
  };
}

export const oneDimensionalTasks: readonly AccuracyTask[] = [
  multinormalTask('1v1-normal-0.75', binormal, binormal.draw, true),
  multinormalTask('normal_cdf-1v1-normal-0.75', binormal, uniform, true),
  additiveTask(0.1),
  additiveTask(0.75),
  multinormalTask('1v1-bimodal-0.75', binormal, mapped(uniform, everywhere(bimodalX), everywhere(bimodalY)), true),
  multinormalTask(
    'wiggly-1v1-normal-0.75',
    binormal,
    mapped(binormal.draw, everywhere(wigglyX), everywhere(wigglyY)),
    true,
  ),
  multinormalTask('half_cube-1v1-normal-0.75', binormal, mapped(binormal.draw, everywhere(halfCube)), true),
  studentTask(1, 1),
  studentTask(1, 1, true),
  swissRollTask(),
];
