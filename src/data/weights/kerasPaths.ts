/** What Keras 2 calls the list of the layers of a model. */
const olderList = '_layer_checkpoint_dependencies';

/**
 * What the paths of a .weights.h5 of Keras 2 are in Keras 3: the list of layers is called otherwise, and the numbers of
 * the layers of a class may have gaps, since the list names a layer with weights twice.
 * @param groups paths of all groups
 */
export function plainPaths(groups: Iterable<string>): (path: string) => string {
  const own = new Set<string>();
  for (const path of groups) {
    const [list, layer] = path.split('/');
    if (list === olderList && layer) own.add(layer);
  }
  const numbers = Array.from(own, (layer) => /^(.*?)(?:_(\d+))?$/.exec(layer) ?? [layer, layer]);
  numbers.sort((a, b) => Number(a.at(2) ?? 0) - Number(b.at(2) ?? 0));
  const plain = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const [layer, type] of numbers) {
    const count = counts.get(type) ?? 0;
    counts.set(type, count + 1);
    plain.set(layer, count === 0 ? type : `${type}_${count}`);
  }
  return (path) => {
    const [list, layer, ...rest] = path.split('/');
    if (list !== olderList) return path;
    return ['layers', ...(layer ? [plain.get(layer) ?? layer] : []), ...rest].join('/');
  };
}
