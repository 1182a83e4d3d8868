import { continuous, discrete } from '../../sampler';
import { familyTasks } from '../familyTask';
import { independent, noiseColumns } from '../laws/combine';

const symbolAndNormals = independent(discrete(1), continuous(10), (random, x, y) => {
  x[0] = random.integer(5);
  for (let d = 0; d < 10; d++) y[d] = random.normal();
});

const symbols = independent(discrete(1), discrete(1), (random, x, y) => {
  x[0] = random.integer(16);
  y[0] = random.integer(16);
});

/** Independent sides. */
export const nulls = familyTasks('development', 'nulls', [
  { name: 'null-normal-1+1', samples: 1500, law: noiseColumns(1, 1), truth: 0 },
  { name: 'null-normal-8+8', samples: 1000, law: noiseColumns(8, 8), truth: 0 },
  { name: 'null-normal-64+64', samples: 2000, law: noiseColumns(64, 64), truth: 0 },
  { name: 'null-symbol-normal-10', samples: 1000, law: symbolAndNormals, truth: 0, cap: Math.log(5) },
  { name: 'null-symbols-16', samples: 1500, law: symbols, truth: 0, cap: Math.log(16) },
]);
