import { familyTasks } from '../familyTask';
import { mapped, sideBySide } from '../laws/combine';
import { correlationOf, normalPair } from '../laws/normal';

const pairs = (count: number, nats: number) =>
  sideBySide(Array.from({ length: count }, () => normalPair(correlationOf(nats / count))));

/** Mixes neighbouring columns: shears, whose inverse exists whatever the function. */
const shear = (row: Float64Array): void => {
  for (let d = 1; d < row.length; d++) row[d] += row[d - 1] ** 2 / 2;
};

/** Five to eight nats, in one pair of columns or spread evenly over many. */
export const highInformation = familyTasks('development', 'highInformation', [
  { name: 'five-nats-1+1', samples: 2000, law: pairs(1, 5), truth: 5 },
  { name: 'six-nats-sheared-4+4', samples: 2000, law: mapped(pairs(4, 6), shear, undefined), truth: 6 },
  { name: 'eight-nats-16+16', samples: 1500, law: pairs(16, 8), truth: 8 },
]);
