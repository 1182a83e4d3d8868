import type { FoundLayer, Reading } from './foundLayer';

export interface Link {
  readonly found: FoundLayer;
  readonly reading: Reading;
}

/** More orders than this are not tried. */
const mostTries = 100_000;

/**
 * The orders in which every layer reads what the one before it returns; the first two of them.
 * @param readOut whether dense layers come after all recurrent ones
 */
export function chains(layers: readonly FoundLayer[], readOut = false): Link[][] {
  const whole: Link[][] = [];
  const used = new Set<FoundLayer>();
  let tries = 0;
  const extend = (chain: readonly Link[]): void => {
    if (whole.length > 1 || tries++ > mostTries) return;
    if (chain.length === layers.length) {
      whole.push([...chain]);
      return;
    }
    for (const found of layers) {
      if (used.has(found) || !isNext(found, used, layers)) continue;
      used.add(found);
      for (const reading of readingsAfter(found, chain, chain.length === layers.length - 1))
        if (!readOut || !isCell(reading) || !chain.some((link) => link.reading.type === 'dense'))
          extend([...chain, { found, reading }]);
      used.delete(found);
    }
  };
  extend([]);
  return whole;
}

/** The layers in the order of the file, if that is a chain. */
export const fileOrder = (layers: readonly FoundLayer[]): Link[] | undefined =>
  chains(layers.map((layer, index) => ({ ...layer, sequence: { of: '', index } }))).at(0);

/**
 * What a layer can be behind others: of the first type that fits all readings, which differ in the width of what is
 * returned, so that the next layer tells them apart. For the last layer the first one is taken.
 */
function readingsAfter({ readings }: FoundLayer, chain: readonly Link[], isLast: boolean): readonly Reading[] {
  const fitting = readings.filter((one) => follows(one, chain.at(-1)?.reading));
  return isLast ? fitting.slice(0, 1) : fitting.filter(({ type }) => type === fitting[0].type);
}

const isCell = ({ type }: Reading): boolean => type === 'lstm' || type === 'gru' || type === 'simpleRNN';

/** Whether a layer can read another's output; an embedding reads symbols, so it is first. */
const follows = (reading: Reading, before: Reading | undefined): boolean =>
  before ? reading.type !== 'embedding' && reading.inputs === widthOf(before) : true;

const widthOf = ({ both, units, options }: Reading): number =>
  both && (options.mergeMode ?? 'concat') === 'concat' ? 2 * units : units;

/** Whether every earlier layer of its sequence is used. */
const isNext = ({ sequence }: FoundLayer, used: ReadonlySet<FoundLayer>, layers: readonly FoundLayer[]): boolean =>
  sequence === undefined ||
  layers.every(
    (other) => other.sequence?.of !== sequence.of || other.sequence.index >= sequence.index || used.has(other),
  );
