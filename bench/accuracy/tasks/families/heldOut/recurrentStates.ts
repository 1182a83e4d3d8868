import { familyTasks } from '../familyTask';
import { gaussian, points, symbol } from '../laws/emissions';
import { columnSums, entropy, labelled, rowSums, tableInformation, uniform } from '../laws/labelled';
import { histories, jointLabels, network } from '../laws/states';

const relu = (value: number): number => Math.max(0, value);
const softsign = (value: number): number => value / (1 + Math.abs(value));

/** A source that stays with its symbol with probability .7. */
const sticky = (symbols: number) => (from: number) =>
  Array.from({ length: symbols }, (_, to) => (to === from ? 0.7 : 0.3 / (symbols - 1)));

const whole = ({ symbols }: { symbols: readonly number[] }) => symbols.join('');
const rounded = (state: readonly number[]) => state.map((value) => Math.fround(value));

const sixtyFour = histories(
  network(201, 64, 3, { gain: 0.9, drive: 0.7, activation: softsign }),
  5,
  uniform(3),
  sticky(3),
);
const lastAgainstFirst = jointLabels(sixtyFour, ({ symbols }) => symbols[1], whole);

/** A ReLU network of few units and thin drive: dead units make histories alike. */
const reluTwelve = histories(
  network(202, 12, 2, { gain: 0.9, drive: 0.4, activation: relu }),
  7,
  uniform(2),
  sticky(2),
);
const reluSymbol = jointLabels(
  reluTwelve,
  ({ symbols }) => `${symbols[3]}${symbols[6]}`,
  ({ states }) => rounded(states[6]).join(' '),
);

/** Two layers on one source: a second network that sees only whether the symbol changed. */
const lower = histories(
  network(203, 24, 2, { gain: 1.2, drive: 0.8, activation: Math.tanh }),
  6,
  uniform(2),
  sticky(2),
);
const upperNetwork = network(204, 10, 2, { gain: 0.8, drive: 0.9, activation: Math.tanh });
const changes = (symbols: readonly number[]) => symbols.slice(1).map((symbol, t) => (symbol === symbols[t] ? 0 : 1));
const upperState = (symbols: readonly number[]) =>
  changes(symbols).reduce<readonly number[]>(
    (state, change) => upperNetwork.step(state, change),
    new Array<number>(10).fill(0),
  );
const layers = jointLabels(lower, whole, ({ symbols }) => changes(symbols).join(''));

/** States of wide, of thin and of two-layer random networks on sources with memory; all histories are enumerated. */
export const recurrentStates = familyTasks('heldOut', 'recurrentStates', [
  {
    name: 'softsign-64-symbol-lag-3',
    samples: 2000,
    law: labelled(
      lastAgainstFirst.table,
      symbol(3),
      gaussian(
        lastAgainstFirst.ofSecond.map(({ states }) => states[4]),
        0.3,
      ),
    ),
    cap: entropy(rowSums(lastAgainstFirst.table)),
  },
  {
    name: 'relu-12-noiseless-two-symbols',
    samples: 1500,
    law: labelled(
      reluSymbol.table,
      points(
        'discrete',
        reluSymbol.ofFirst.map(({ symbols }) => [symbols[3], symbols[6]]),
      ),
      points(
        'continuous',
        reluSymbol.ofSecond.map(({ states }) => rounded(states[6])),
      ),
    ),
    truth: tableInformation(reluSymbol.table),
    cap: Math.min(entropy(rowSums(reluSymbol.table)), entropy(columnSums(reluSymbol.table))),
  },
  {
    name: 'layers-24-10',
    samples: 1500,
    law: labelled(
      layers.table,
      gaussian(
        layers.ofFirst.map(({ states }) => states[5]),
        0.08,
      ),
      gaussian(
        layers.ofSecond.map(({ symbols }) => [...upperState(symbols)]),
        0.15,
      ),
    ),
  },
]);
