import type { ResultIndex } from '../../src/result/resultIndex';
import type { Scene } from '../model/scene';
import type { DrawState } from '../painters/drawState';
import { KeptSymbols } from './kept';
import type { View } from './looked';
import type { MapLook } from './mapPainter';
import { paletteOf } from './palette';

type PlainLook = Omit<MapLook, 'pattern'>;

/** The look of the maps and what the layer keeps, made again only where the layer, the numbers or the theme change. */
export class MapLooks {
  /** The index is the same object while a run's estimates grow, and another one for another run. */
  private made: { readonly index: ResultIndex; readonly key: string; readonly look: PlainLook } | undefined;

  of(scene: Scene, { shape, head }: Pick<View, 'shape' | 'head'>, { theme }: Pick<DrawState, 'theme'>): PlainLook {
    const { index, unit } = scene;
    const { epoch } = head.header;
    const key = [shape.name, epoch, unit, scene.result.estimates.length].join('/');
    const { made } = this;
    if (made?.index === index && made.key === key && made.look.theme === theme) return made.look;
    const look = { theme, palette: paletteOf(theme), kept: new KeptSymbols(scene, shape.name, epoch), unit };
    this.made = { index, key, look };
    return look;
  }
}
