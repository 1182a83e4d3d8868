import { layerStyle, type LayerStyle } from '../ui/layerStyle';
import type { Series } from '../model/chartData';
import type { Theme } from '../ui/theme';

/** How this moment's drawings look: the theme, the layers' styles, and which layer is lit. */
export interface Look {
  readonly theme: Theme;
  /** Every layer of the network in order; its place gives the style. */
  readonly layers: readonly string[];
  /** The layer pointed at here or under the cursor in the config; the others fade. */
  readonly lit: string | undefined;
  /** The last epoch of the run, at which the ramp ends. */
  readonly lastEpoch: number;
}

export function styleOf(look: Look, layer: string): LayerStyle {
  return layerStyle(look.layers.indexOf(layer), look.theme);
}

/** The layer's style; of estimates that are no layer's (networks, quantities) that of their colour's place. */
export function seriesStyle({ layer, role, colour }: Series, look: Look): LayerStyle | undefined {
  if (layer !== undefined) return styleOf(look, layer);
  return role === 'estimate' && colour !== undefined ? layerStyle(colour, look.theme) : undefined;
}

/** How strongly what belongs to `layer` is drawn. */
export function strength(look: Look, layer: string | undefined): number {
  if (look.lit === undefined || layer === undefined || layer === look.lit || !look.layers.includes(look.lit)) return 1;
  return look.theme.highContrast ? 0.45 : 0.25;
}
