import type { Theme } from './theme';

/**
 * How a layer looks everywhere: colour and marker shape go by its place in the network, so they outlive every redraw.
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

/** Five shapes against six colours: thirty layers before a pair comes again. */
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
