import type { Palette } from './cells';
import type { Projection } from './projection';

/** The states of a plane as pixels, and which state each pixel shows. */
export class PlaneImage {
  readonly canvas = document.createElement('canvas');
  private image = new ImageData(1, 1);
  private shown = new Int32Array(1);
  private width = 1;
  private height = 1;

  /** Empties the image; sizes are those of the screen's pixels. */
  begin(width: number, height: number): void {
    this.width = Math.max(1, Math.round(width));
    this.height = Math.max(1, Math.round(height));
    this.image = new ImageData(this.width, this.height);
    this.shown = new Int32Array(this.width * this.height).fill(-1);
    this.canvas.width = this.width;
    this.canvas.height = this.height;
  }

  /** Where a state stands, in the image's pixels. */
  placeOf({ points, low, high }: Projection, state: number): [number, number] {
    const margin = 6;
    const along = (value: number, from: number, to: number, size: number): number =>
      margin + ((value - from) / (to - from || 1)) * (size - 2 * margin);
    return [
      along(points[2 * state], low[0], high[0], this.width),
      this.height - along(points[2 * state + 1], low[1], high[1], this.height),
    ];
  }

  /**
   * Draws the states `from` to `to` (without it), each as a square of `size` pixels.
   * @param colourOf the place of a state's colour in the palette; negative where the state is not there
   */
  add(
    projection: Projection,
    colourOf: (state: number) => number,
    palette: Palette,
    size: number,
    from: number,
    to: number,
  ): void {
    const pixels = new Uint32Array(this.image.data.buffer);
    for (let state = from; state < to; state++) {
      const colour = colourOf(state);
      if (colour < 0) continue;
      const [x, y] = this.placeOf(projection, state);
      const [left, top] = [Math.round(x - size / 2), Math.round(y - size / 2)];
      for (let down = 0; down < size; down++)
        for (let right = 0; right < size; right++) {
          const at = (top + down) * this.width + left + right;
          if (at < 0 || at >= pixels.length) continue;
          pixels[at] = palette[colour];
          this.shown[at] = state;
        }
    }
  }

  /** Brings what was added to the canvas. */
  end(): void {
    this.canvas.getContext('2d')?.putImageData(this.image, 0, 0);
  }

  /** The state that is drawn next to a pixel, within `reach`. */
  stateAt(x: number, y: number, reach: number): number | undefined {
    let [best, distance] = [-1, (reach + 1) ** 2];
    for (let down = -reach; down <= reach; down++)
      for (let right = -reach; right <= reach; right++) {
        const [column, row] = [Math.round(x) + right, Math.round(y) + down];
        if (column < 0 || row < 0 || column >= this.width || row >= this.height) continue;
        const state = this.shown[row * this.width + column];
        if (state >= 0 && down * down + right * right < distance)
          [best, distance] = [state, down * down + right * right];
      }
    return best < 0 ? undefined : best;
  }
}
