import { sentence } from '../../base/sentence';
import { LayerGraph } from '../layers/layerGraph';
import { parameterPath } from '../layers/layerPath';
import { matrixWeights, unitsOf } from '../layers/layerTraits';
import { error, type Finding } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { isGenerated, stepsOf } from '../schema/data';
import { inputShape } from '../layers/targets';

const gibibyte = 1024 ** 3;
/** Largest array of one analysis, bytes. A larger one would crash the run, possibly after an hour. */
const largestArray = 4 * gibibyte;

/** Refuses sizes that cannot fit in memory, before anything is allocated. */
export function checkSizes(config: AnalysisConfig): Finding[] {
  const { data, model, analysis } = config;
  if (!isGenerated(data)) return [];
  const features = inputShape(data)?.features ?? 1;
  const findings: Finding[] = [];
  const bytes = 4 * (data.samples + (data.heldOut ?? data.samples)) * stepsOf(data) * features;
  if (bytes > largestArray)
    findings.push(
      error(
        ['data', 'samples'],
        sentence(
          'The sequences would take {0} GiB (sequences x length x features), but at most 4 GiB are allowed.',
          gib(bytes),
        ),
      ),
    );
  const widths = new LayerGraph(model.layers).widths(features);
  model.layers.forEach((layer, index) => {
    const path = parameterPath(layer, index, 'units');
    const { read = features, own = features } = widths[index];
    if (!path || unitsOf(layer) === undefined) return;
    const weights = 4 * matrixWeights(layer, read);
    const states = 4 * Math.min(analysis.samples, data.heldOut ?? data.samples) * stepsOf(data) * own;
    if (weights > largestArray)
      findings.push(
        error(
          path,
          sentence('"{0}" would have {1} GiB of weights, but at most 4 GiB are allowed.', layer.name, gib(weights)),
        ),
      );
    else if (states > largestArray)
      findings.push(
        error(
          path,
          sentence(
            'The analyzed states of "{0}" would take {1} GiB (samples x length x units), but at most 4 GiB are ' +
              'allowed.',
            layer.name,
            gib(states),
          ),
        ),
      );
  });
  return findings;
}

const gib = (bytes: number): string => (bytes / gibibyte).toFixed(1);
