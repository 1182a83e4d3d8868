import type { LayerSummary, Sentence } from '../../../result/result';
import { figure, negligible } from '../../../result/format';
import { phasesOf, type Phases } from '../../../result/phases';
import type { ResultReading } from '../../../result/resultReading';

/** How what a layer keeps moved over training: fitting, then possibly compressing; and whether other estimators say the same of it. */
export function trainingFindings(reading: ResultReading): Sentence[] {
  const head = reading.result.layers.findLast((layer) => layer.analysed);
  return reading.result.layers.flatMap((layer) => {
    const phases = phasesOf(reading.path('inputInformation', layer.name), reading.path('outputInformation', layer.name));
    if (!phases) return [];
    // Bounds on the same thing may stand apart without contradicting each other; another thing (cells, other noise) says something of its own.
    const beside = reading.besidePhases(layer.name).filter((other) => other.last.of !== phases.last.of);
    // Hidden layers that remember or compress by design, and those that a person wants to see by several estimators; a head has to compress.
    if (!layer.recurrent && layer.type !== 'bottleneck' && (beside.length === 0 || layer === head)) return [];
    return [...mainSentence(reading, layer, phases), ...beside.flatMap((other) => besideSentence(reading, layer, phases, other))];
  });
}

function mainSentence({ result }: ResultReading, { name }: LayerSummary, { gained, letGo, peakEpoch }: Phases): Sentence[] {
  const { unit } = result.config.analysis;
  const least = negligible(unit);
  const fits = gained && gained.low > 0 && gained.value > least;
  if (letGo.low > least) {
    if (!gained) return [{ message: 'From epoch {1} on {0} lets go of {2} {3} about the input.', args: [name, peakEpoch, figure(letGo.value), unit], layer: name }];
    return [fits
      ? { message: 'Over training {0} gains {1} {2} about the target, and from epoch {3} on lets go of {4} {2} about the input.', args: [name, figure(gained.value), unit, peakEpoch, figure(letGo.value)], layer: name }
      : { message: 'From epoch {1} on {0} lets go of {2} {3} about the input; that it gains about the target, the intervals do not tell.', args: [name, peakEpoch, figure(letGo.value), unit], layer: name }];
  }
  return fits ? [{ message: 'Over training {0} gains {1} {2} about the target; no compression of its input stands out of the intervals.', args: [name, figure(gained.value), unit], layer: name }] : [];
}

/** Compression is the layer's where numbers of different things see it; where one alone does, it comes with the measure. */
function besideSentence({ result }: ResultReading, { name }: LayerSummary, main: Phases, other: Phases): Sentence[] {
  const { unit } = result.config.analysis;
  const least = negligible(unit);
  const [here, there] = [main.letGo, other.letGo];
  const by = other.last.estimator;
  const of = main.last.of ?? main.last.estimator;
  if (there.low > least && here.low > least) {
    return [there.low <= here.high && here.low <= there.high
      ? { message: 'By {1} {0} lets go of {2} {3} about its input too.', args: [name, by, figure(there.value), unit], layer: name }
      : { message: 'By {1} {0} lets go of {2} {3} about its input; of its {4} {5} go: both see compression, and disagree how much.', args: [name, by, figure(there.value), unit, of, figure(here.value)], layer: name }];
  }
  if (there.low > least) {
    return [here.high < there.low
      ? { message: 'By {1} {0} seems to let go of {2} {3} about its input after epoch {4}, but of its {5} {6} at most go: the rest is the measure, not the layer.', args: [name, by, figure(there.value), unit, other.peakEpoch, of, figure(Math.max(0, here.high))], layer: name }
      : { message: 'By {1} {0} lets go of {2} {3} about its input after epoch {4}; the intervals of its {5} do not tell whether it does.', args: [name, by, figure(there.value), unit, other.peakEpoch, of], layer: name }];
  }
  if (here.low > least && there.high < here.low) {
    return [{ message: 'By {1} {0} seems to let go of {2} {3} about its input at most: {1} does not see what its {4} loses.', args: [name, by, figure(Math.max(0, there.high)), unit, of], layer: name }];
  }
  return [];
}
