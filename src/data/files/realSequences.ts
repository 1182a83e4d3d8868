import { sentence, type Sentence } from '../../base/sentence';
import type { Sequences, Targets } from '../dataset';
import { withLengths } from '../realSteps';
import { assembleInputs, assembleTargets, type TargetSetting } from './assemble';
import type { FileNumbers, FileTargets } from './fileTable';
import { isPaddedInFront } from './paddedInFront';

/**
 * The inputs, of which only real steps are looked at.
 * @param centred whether columns far from zero lose their mean (see `centred.ts`)
 */
export function assembleSequences(
  numbers: FileNumbers,
  lengths: Int32Array | undefined,
  symbols: number | undefined,
  warnings: Sentence[],
  centred = false,
): Sequences {
  if (!lengths) return assembleInputs(numbers, symbols, warnings, { centred });
  if (isPaddedInFront(numbers, lengths))
    warnings.push(
      sentence(
        'Padding stands in front of the sequences, but "lengths" counts real steps from their start, so that the ' +
          'last ones are cut off. Name the real steps by "mask" in place of "lengths".',
      ),
    );
  // Among symbols the filler is one that is there anyway, since the numbers that occur tell the alphabet.
  const filler = numbers.integers && numbers.features === 1 && !numbers.names ? numbers.values[0] : 0;
  const blank = blanked(numbers, lengths, filler);
  return withLengths(assembleInputs(blank, symbols, warnings, { centred, lengths }), lengths);
}

/** The targets, of which only those at real steps are looked at. */
export function assembleRealTargets(
  numbers: FileTargets,
  lengths: Int32Array | undefined,
  setting: TargetSetting,
  warnings: Sentence[],
): Targets {
  if (!lengths || numbers.at === 'end') return assembleTargets(numbers, setting, warnings);
  const blank = { ...numbers, ...blanked(numbers, lengths, NaN) };
  return withLengths(assembleTargets(blank, setting, warnings), lengths, NaN);
}

/** One sentence on how steps are counted where sequences differ in length. */
export function saidOfLengths(lengths: Int32Array): Sentence {
  return sentence(
    'The sequences have {0} to {1} real steps. Steps and lags are counted from the own end of each sequence; padding ' +
      'is not read.',
    lengths.reduce((least, own) => Math.min(least, own)),
    lengths.reduce((most, own) => Math.max(most, own)),
  );
}

function blanked(numbers: FileNumbers, lengths: Int32Array, filler: number): FileNumbers {
  const { samples, length, features } = numbers;
  const values = Float64Array.from(numbers.values);
  for (let row = 0; row < samples; row++)
    values.fill(filler, (row * length + lengths[row]) * features, (row + 1) * length * features);
  return { ...numbers, values };
}
