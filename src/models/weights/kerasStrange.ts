import { sentence } from '../../base/sentence';
import type { WeightArray } from '../../data/weights/weightFile';
import type { DescribedLayer } from './kerasArchitecture';
import { arraysAlone, type StrangeLayer } from './strangeLayers';

/**
 * The layers of a Keras model that are no layer here: by their class where the model is described, and by their arrays
 * elsewhere.
 * @param rest names of the arrays that no layer takes
 */
export function kerasStrange(
  rest: readonly string[],
  arrays: ReadonlyMap<string, WeightArray>,
  described: ReadonlyMap<string, DescribedLayer>,
): StrangeLayer[] {
  const found = new Map<string, [string, readonly number[]][]>();
  for (const name of rest) {
    const path = pathIn(name, described) ?? name.replace(/\/(vars\/)?[^/]*$/, '');
    const shape = arrays.get(name)?.shape ?? [];
    found.set(path, [...(found.get(path) ?? []), [name.slice(path.length + 1), shape]]);
  }
  return Array.from(found, ([path, own]) => {
    const told = described.get(path);
    return told
      ? {
          name: told.name,
          what: told.refusal
            ? sentence('of the class {0} of Keras, with {1}', told.type, told.refusal)
            : sentence('of the class {0} of Keras', told.type),
        }
      : { name: path.replace(/^(model_weights|layers)\//, ''), what: arraysAlone(own) };
  });
}

/** The path of a described layer that an array's name begins with. */
function pathIn(name: string, described: ReadonlyMap<string, DescribedLayer>): string | undefined {
  const parts = name.split('/');
  const places = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  return places.find((path) => described.has(path));
}
