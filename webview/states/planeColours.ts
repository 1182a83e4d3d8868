import { formatValue } from '../../src/result/format';
import { valueOf } from '../../src/result/states/value';
import { t } from '../ui/l10n';
import type { Theme } from '../ui/theme';
import type { Palette } from './cells';
import { type ColourKind, hasStep, type View } from './looked';
import { kindColour, paletteOf, pixelOf } from './palette';
import { inputAt, symbolName, targetAt } from './words';

/** How the states of a plane are coloured. */
export interface PlaneColours {
  readonly palette: Palette;
  /** The place of a state's colour; negative where the state, or what colours it, is not there. */
  readonly of: (state: number) => number;
  /** Entries of a legend, with their colours. */
  readonly legend: readonly { readonly name: string; readonly colour: string }[];
}

/** Names in a legend, at most. */
const mostNames = 12;

/** What the states can be coloured by. */
export const colourChoices = ({ head: { header } }: Pick<View, 'head'>): ColourKind[] => [
  ...(header.inputs ? (['symbol'] as const) : []),
  ...(header.targets ? (['target'] as const) : []),
  'step',
  'unit',
];

/** Names the colouring of a view, without making it. */
export const colourKey = ({ looked: { colour, spot } }: View): string =>
  colour === 'unit' ? `unit ${spot.unit}` : colour;

export function coloursOf(view: View, kind: ColourKind, theme: Theme): PlaneColours {
  const { head, shape, loaded, looked } = view;
  const { header } = head;
  const { steps, units } = shape;
  const { length } = header;
  const sequenceOf = (state: number): number => Math.floor(state / steps);
  const stepOf = (state: number): number => (steps === 1 ? length - 1 : state % steps);
  const there = (state: number): boolean => hasStep(head, sequenceOf(state), stepOf(state));
  const about = kind === 'symbol' ? header.inputs : kind === 'target' ? header.targets : undefined;
  if (about) {
    const at = kind === 'symbol' ? inputAt : targetAt;
    const count = about.alphabet;
    return {
      palette: Uint32Array.from({ length: count }, (_, one) => pixelOf(kindColour(theme, one, count))),
      of: (state) => (there(state) ? (at(view, sequenceOf(state), stepOf(state)) ?? -1) : -1),
      legend: Array.from({ length: Math.min(count, mostNames) }, (_, one) => ({
        name: symbolName(about, one),
        colour: kindColour(theme, one, count),
      })),
    };
  }
  const ends = (low: string, high: string): PlaneColours['legend'] => [
    { name: low, colour: theme.ramp(0) },
    { name: high, colour: theme.ramp(1) },
  ];
  if (kind !== 'unit')
    return {
      palette: paletteOf(theme),
      of: (state) => (there(state) ? Math.round((255 * stepOf(state)) / Math.max(1, length - 1)) : -1),
      legend: ends(t('step {0}', 1), t('step {0}', length)),
    };
  const { unit } = looked.spot;
  return {
    palette: paletteOf(theme),
    of: (state) => (there(state) ? loaded.bytes[state * units + unit] : -1),
    legend: ends(
      t('unit {0}: {1}', unit + 1, formatValue(valueOf(shape, unit, 0))),
      t('unit {0}: {1}', unit + 1, formatValue(valueOf(shape, unit, 255))),
    ),
  };
}
