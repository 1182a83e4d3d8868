import type { Scene } from '../model/scene';
import type { DrawState } from '../painters/drawState';
import { KeptSymbols } from './kept';
import type { View } from './looked';
import type { MapLook } from './mapPainter';
import { paletteOf } from './palette';

export type PlainLook = Omit<MapLook, 'pattern'>;

/** The look of the maps and what the layer keeps, made again only where the layer, the numbers or the theme change. */
export class MapLooks {
  private made: { readonly key: string; readonly look: PlainLook } | undefined;

  of(scene: Scene, { shape, head }: View, { theme }: DrawState): PlainLook {
    const { estimates } = scene.result;
    const key = [shape.name, scene.unit, estimates.length, theme.dark, theme.background, theme.series.join()].join('/');
    if (this.made?.key !== key) {
      const kept = new KeptSymbols(scene, shape.name, head.header.epoch);
      this.made = { key, look: { theme, palette: paletteOf(theme), kept, unit: scene.unit } };
    }
    return this.made.look;
  }
}
