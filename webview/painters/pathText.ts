/** The path data that paths were made of: a canvas cannot tell it again, and pictures as SVG need it. */
const texts = new WeakMap<Path2D, string>();

/** A path of SVG path data. */
export function pathOf(data: string): Path2D {
  const path = new Path2D(data);
  texts.set(path, data);
  return path;
}

/** The path data of a path that `pathOf` made. */
export const pathText = (path: Path2D): string | undefined => texts.get(path);
