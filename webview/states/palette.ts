import { color } from 'chart.js/helpers';
import type { Theme } from '../ui/theme';
import type { Palette } from './cells';

/** A colour as a pixel of an image: red in the lowest byte. */
export function pixelOf(colour: string): number {
  const { r, g, b } = color(colour).rgb;
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/** The theme's ramp as 256 pixels. */
export const paletteOf = ({ ramp }: Theme): Palette =>
  Uint32Array.from({ length: 256 }, (_, byte) => pixelOf(ramp(byte / 255)));

/** The colour of one of `count` kinds: the theme's chart colours while they suffice, then the ramp. */
export const kindColour = (theme: Theme, kind: number, count: number): string =>
  count <= theme.series.length ? theme.series[kind] : theme.ramp(kind / Math.max(1, count - 1));
