import { familyTasks } from '../familyTask';
import { gaussian, symbol } from '../laws/emissions';
import { entropy, labelled, shared, uniform } from '../laws/labelled';
import { centres } from '../laws/random';

const eight = shared(uniform(8));
const uneven = [0.4, 0.2, 0.15, 0.15, 0.1];

/** Clusters around random centres in many columns, shared by both sides or read against their label. */
export const clusters = familyTasks('development', 'clusters', [
  {
    name: 'eight-clusters-16+16',
    samples: 1500,
    law: labelled(eight, gaussian(centres(1, 8, 16, 1), 0.1), gaussian(centres(2, 8, 16, 1), 0.1)),
  },
  {
    name: 'eight-wide-clusters-16+16',
    samples: 2000,
    law: labelled(eight, gaussian(centres(3, 8, 16, 1), 1.4), gaussian(centres(4, 8, 16, 1), 1)),
  },
  {
    name: 'five-clusters-label-24',
    samples: 1200,
    law: labelled(shared(uneven), symbol(5), gaussian(centres(5, 5, 24, 1), 1.6)),
    cap: entropy(uneven),
  },
]);
