import type { FileNumbers, FileTable } from './fileTable';

/** Some steps of a sequence, which become a sequence of their own. */
export interface Piece {
  readonly sequence: number;
  /** Places along the time axis. */
  readonly steps: Int32Array;
}

/**
 * The pieces as sequences, padded to the longest. A target at the end is that of the piece's last step where the table
 * has one for every step, and that of the whole sequence otherwise.
 */
export function gather(table: FileTable, pieces: readonly Piece[]): FileTable {
  const { inputs, targets } = table;
  const lengths = Int32Array.from(pieces, ({ steps }) => steps.length);
  const length = lengths.reduce((most, own) => Math.max(most, own), 0);
  const places = new Int32Array(pieces.length * length).fill(-1);
  pieces.forEach(({ sequence, steps }, row) => {
    steps.forEach((step, t) => {
      places[row * length + t] = sequence * inputs.length + step;
    });
  });
  const ends = (): Int32Array =>
    Int32Array.from(pieces, ({ sequence }, row) =>
      targets && targets.length === inputs.length && inputs.length > 1
        ? places[row * length + lengths[row] - 1]
        : sequence,
    );
  return {
    inputs: pick(inputs, places, length),
    ...(lengths.some((own) => own < length) && { lengths }),
    ...(targets && {
      targets: {
        ...pick(targets, targets.at === 'every' ? places : ends(), targets.at === 'every' ? length : 1),
        at: targets.at,
      },
    }),
    ...(table.said && { said: table.said }),
  };
}

/** @param places of single steps in the source, -1 for padding */
function pick(source: FileNumbers, places: Int32Array, length: number): FileNumbers {
  const { values, features, blame } = source;
  const picked = new Float64Array(places.length * features).fill(NaN);
  places.forEach((place, i) => {
    if (place >= 0) for (let j = 0; j < features; j++) picked[i * features + j] = values[place * features + j];
  });
  return {
    ...source,
    values: picked,
    samples: places.length / Math.max(1, length),
    length,
    blame: (index, what) => blame(places[Math.floor(index / features)] * features + (index % features), what),
  };
}
