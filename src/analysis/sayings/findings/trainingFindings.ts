import { unitWord } from '../../../result/units';
import type { LayerSummary, Sentence } from '../../../result/result';
import { negligible } from '../../../result/format';
import { isSameComputedFrom } from '../../../result/computedFrom';
import { ofWords } from '../../../result/ofWords';
import { alsoWithPhases, isCompression, phasesOf, type Phases } from '../../../result/phases';
import type { ResultIndex } from '../../../result/resultIndex';
import { assumedDifference } from './assumedLoss';
import { cited, differenceOf, placeOf, toldDifference } from '../figures';

/**
 * How a layer's information changed over training: fitting, then possibly compression; and whether other estimators
 * agree.
 */
export function trainingFindings(index: ResultIndex): Sentence[] {
  const head = index.result.layers.findLast((layer) => layer.analysed);
  return index.result.layers.flatMap((layer) => {
    const phases = phasesOf(index.path('inputInformation', layer.name), index.path('outputInformation', layer.name));
    if (!phases) return [];
    // Two bounds on the same quantity may differ without a contradiction. A quantity computed from something else
    // (bins, other noise) is reported on its own.
    const others = alsoWithPhases(index, layer.name).filter(
      (other) => !isSameComputedFrom(other.last.of, phases.last.of),
    );
    // Layers with memory or compression by design, and those with several estimators; a head always compresses.
    if (!layer.recurrent && layer.type !== 'bottleneck' && (others.length === 0 || layer === head)) return [];
    return [
      ...mainSentence(index, layer, phases),
      ...(isCompression(phases, index.result.config.analysis.unit) ? assumedDifference(layer.name, phases.letGo) : []),
      ...others.flatMap((other) => alsoWithSentence(index, layer, phases, other)),
    ];
  });
}

function mainSentence({ result }: ResultIndex, { name }: LayerSummary, phases: Phases): Sentence[] {
  const { gained, letGo } = phases;
  const { unit } = result.config.analysis;
  const least = negligible(unit);
  const fits = gained && gained.low > 0 && (gained.comparable ? gained.value : gained.low) > least;
  const peakEpoch = placeOf(letGo.of[0], 'epoch');
  if (isCompression(phases, unit)) {
    if (!gained)
      return [
        cited({
          message: '{0} compresses from epoch {1} on: it loses {2} {3} about the input.',
          args: [name, peakEpoch, toldDifference(letGo), unitWord(unit)],
          layer: name,
        }),
      ];
    return [
      fits
        ? cited({
            message:
              '{0} gains {1} {2} about the target over training. From epoch {3} on it compresses: it loses {4} ' +
              '{2} about the input.',
            args: [name, toldDifference(gained), unitWord(unit), peakEpoch, toldDifference(letGo)],
            layer: name,
          })
        : cited({
            message:
              '{0} compresses from epoch {1} on: it loses {2} {3} about the input. The intervals show no clear ' +
              'gain about the target.',
            args: [name, peakEpoch, toldDifference(letGo), unitWord(unit)],
            layer: name,
          }),
    ];
  }
  return fits
    ? [
        cited({
          message:
            '{0} gains {1} {2} about the target over training. The intervals show no clear compression of its input.',
          args: [name, toldDifference(gained), unitWord(unit)],
          layer: name,
        }),
      ]
    : [];
}

/**
 * Compression belongs to the layer where estimates computed from different variables show it. If only one shows it, the
 * estimator may cause it.
 */
function alsoWithSentence({ result }: ResultIndex, { name }: LayerSummary, main: Phases, other: Phases): Sentence[] {
  const { unit } = result.config.analysis;
  const least = negligible(unit);
  const [here, there] = [main.letGo, other.letGo];
  const by = other.last.estimator;
  const of = main.last.of ? ofWords(main.last.of) : main.last.estimator;
  if (there.low > least && here.low > least) {
    return [
      there.low <= here.high && here.low <= there.high
        ? cited({
            message: '{1} also shows compression in {0}: a loss of {2} {3} about its input.',
            args: [name, by, toldDifference(there), unitWord(unit)],
            layer: name,
          })
        : cited({
            message:
              '{1} shows {2} {3} of compression in {0}; the loss measured on its {4} is {5} {3}. Both show ' +
              'compression, but they disagree on the amount.',
            args: [name, by, toldDifference(there), unitWord(unit), of, toldDifference(here)],
            layer: name,
          }),
    ];
  }
  if (there.low > least) {
    return [
      here.high < there.low
        ? cited({
            message:
              '{1} shows {2} {3} of compression in {0} after epoch {4}, but the loss measured on its {5} is at ' +
              'most {6} {3}. The estimator causes the rest, not the layer.',
            args: [
              name,
              by,
              toldDifference(there),
              unitWord(unit),
              placeOf(there.of[0], 'epoch'),
              of,
              differenceOf(here, 'high'),
            ],
            layer: name,
          })
        : cited({
            message:
              '{1} shows {2} {3} of compression in {0} after epoch {4}. The intervals measured on its {5} ' +
              'neither confirm nor exclude it.',
            args: [name, by, toldDifference(there), unitWord(unit), placeOf(there.of[0], 'epoch'), of],
            layer: name,
          }),
    ];
  }
  if (here.low > least && there.high < here.low) {
    return [
      cited({
        message: '{1} shows at most {2} {3} of compression in {0}; it cannot see the loss measured on its {4}.',
        args: [name, by, differenceOf(there, 'high'), unitWord(unit), of],
        layer: name,
      }),
    ];
  }
  return [];
}
