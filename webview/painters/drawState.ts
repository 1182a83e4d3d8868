import { layerStyle, type LayerStyle } from '../ui/layerStyle';
import type { Series } from '../model/chartData';
import type { SharedPlace } from '../model/sharedAxis';
import type { Theme } from '../ui/theme';
import type { ComparedRun } from '../../src/page/protocol';
import type { PageLayout } from '../../src/page/layout';

/** How charts look at this moment: the theme, the layers' styles, and the highlighted layer. */
export interface DrawState {
  readonly theme: Theme;
  /** Every layer of the network in order; its index gives the style. */
  readonly layers: readonly string[];
  /** The layer under the pointer, or under the cursor in the config; the others fade. */
  readonly lit: string | undefined;
  /** The lag, step or epoch under the pointer: every chart that has it marks it. */
  readonly at: SharedPlace | undefined;
  /** The last epoch of the run, at the end of the colour ramp. */
  readonly lastEpoch: number;
  /** What the person has hidden, pinned, collapsed and scaled. */
  readonly layout: PageLayout;
  /** The runs beside the present one. */
  readonly runs: readonly ComparedRun[];
}

export function styleOf(drawState: DrawState, layer: string): LayerStyle {
  return layerStyle(drawState.layers.indexOf(layer), drawState.theme);
}

/** The layer's style; for series without a layer (networks, quantities) the style of their colour's index. */
export function seriesStyle({ layer, role, colour }: Series, drawState: DrawState): LayerStyle | undefined {
  if (layer !== undefined) return styleOf(drawState, layer);
  return role === 'estimate' && colour !== undefined ? layerStyle(colour, drawState.theme) : undefined;
}

/** Opacity of marks that belong to `layer`. */
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
