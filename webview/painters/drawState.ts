import { layerStyle, type LayerStyle } from '../ui/layerStyle';
import type { Series } from '../model/chartData';
import type { Theme } from '../ui/theme';

/** How this moment's chartDataById look: the theme, the layers' styles, and which layer is lit. */
export interface DrawState {
  readonly theme: Theme;
  /** Every layer of the network in order; its place gives the style. */
  readonly layers: readonly string[];
  /** The layer pointed at here or under the cursor in the config; the others fade. */
  readonly lit: string | undefined;
  /** The last epoch of the run, at which the ramp ends. */
  readonly lastEpoch: number;
}

export function styleOf(drawState: DrawState, layer: string): LayerStyle {
  return layerStyle(drawState.layers.indexOf(layer), drawState.theme);
}

/** The layer's style; of estimates that are no layer's (networks, quantities) that of their colour's place. */
export function seriesStyle({ layer, role, colour }: Series, drawState: DrawState): LayerStyle | undefined {
  if (layer !== undefined) return styleOf(drawState, layer);
  return role === 'estimate' && colour !== undefined ? layerStyle(colour, drawState.theme) : undefined;
}

/** How strongly what belongs to `layer` is drawn. */
export function strength(drawState: DrawState, layer: string | undefined): number {
  if (
    drawState.lit === undefined ||
    layer === undefined ||
    layer === drawState.lit ||
    !drawState.layers.includes(drawState.lit)
  )
    return 1;
  return drawState.theme.highContrast ? 0.45 : 0.25;
}
