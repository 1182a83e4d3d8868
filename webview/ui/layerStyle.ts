import type { Theme } from './theme';

/**
 * A layer's appearance everywhere: colour and marker shape follow from its index in the network, so that they never
 * change on a redraw.
 */
export interface LayerStyle {
  readonly colour: string;
  readonly shape: Shape;
}

export interface Shape {
  readonly name: 'circle' | 'rect' | 'triangle' | 'rectRot';
  /** Degrees. */
  readonly rotation: number;
}

/** Five shapes and six colours: thirty layers before a pair repeats. */
const shapes: readonly Shape[] = [
  { name: 'circle', rotation: 0 },
  { name: 'rect', rotation: 0 },
  { name: 'triangle', rotation: 0 },
  { name: 'rectRot', rotation: 0 },
  { name: 'triangle', rotation: 180 },
];

export function layerStyle(place: number, theme: Theme): LayerStyle {
  const at = Math.max(0, place);
  return { colour: theme.series[at % theme.series.length], shape: shapes[at % shapes.length] };
}

/** The shape as an SVG path in a box of 10 by 10. */
export function shapePath({ name, rotation }: Shape): string {
  if (name === 'circle') return 'M5 1a4 4 0 1 0 0 8a4 4 0 1 0 0-8z';
  if (name === 'rect') return 'M1.5 1.5h7v7h-7z';
  if (name === 'rectRot') return 'M5 .5L9.5 5L5 9.5L.5 5z';
  return rotation === 180 ? 'M.8 1.8h8.4L5 9z' : 'M.8 8.2h8.4L5 1z';
}
