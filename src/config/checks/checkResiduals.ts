import { sentence, type Sentence } from '../../base/sentence';
import { readsOf } from '../layers/layerGraph';
import { headsOf } from '../layers/heads';
import { widthOf } from '../layers/layerTraits';
import { error, type Finding } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { inputShape } from '../layers/targets';

/** What a residual layer reads and what it makes of it can be added, and the sum is not a prediction. */
export function checkResiduals({ data, model: { layers } }: AnalysisConfig): Finding[] {
  const input = inputShape(data)?.features;
  const reads = readsOf(layers);
  const heads = new Set(headsOf(layers).map(({ index }) => index));
  const widths: (number | undefined)[] = [];
  return layers.flatMap((layer, index) => {
    const skips =
      'skip' in layer
        ? (layer.skip ?? []).map((name) =>
            name === 'X' ? -1 : layers.findIndex((candidate) => candidate.name === name),
          )
        : [];
    const read = [reads[index], ...skips].map((from) => (from < 0 ? input : widths[from])).reduce(plus);
    const units =
      read === undefined && !('units' in layer) && layer.type !== 'bidirectional'
        ? undefined
        : widthOf(layer, read ?? 0);
    widths.push(units);
    const path = ['model', 'layers', index];
    if (layer.type === 'bidirectional' && layer.layer.residual) {
      return [
        error(
          [...path, 'layer', 'residual'],
          sentence(
            '"{0}" adds what it reads to both directions together: move "residual" from the layer inside to it.',
            layer.name,
          ),
        ),
      ];
    }
    if (!('residual' in layer) || !layer.residual) return [];
    if (heads.has(index)) {
      return [
        error(
          [...path, 'residual'],
          sentence(
            '"{0}" makes the prediction, which is no sum with its input: leave "residual" out, or let the head ' +
              'read more by "skip".',
            layer.name,
          ),
        ),
      ];
    }
    return read === undefined || units === undefined || read === units
      ? []
      : [error([...path, 'residual'], unequal(layer.name, read, units))];
  });
}

/** What is wrong where a residual layer reads another width than it hands on, and the ways out. */
export function unequal(name: string, read: number, units: number): Sentence {
  return sentence(
    '"{0}" reads {1} values and returns {2}, which cannot be added: give it {1} units, put a dense layer of {2} ' +
      'units before it, or join them by "skip" instead.',
    name,
    read,
    units,
  );
}

const plus = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;
