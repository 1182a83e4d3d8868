import type { Sentence } from '../result';
import { figure, negligible } from './figures';
import type { ResultReading } from './reading';

/** How what a layer keeps moved over training: fitting, then possibly compressing. */
export function trainingFindings(reading: ResultReading): Sentence[] {
  const { result } = reading;
  const unit = result.config.analysis.unit;
  const epochs = [...new Set(result.estimates.map((estimate) => estimate.epoch))].sort((a, b) => a - b);
  if (epochs.length < 2) return [];
  return result.layers.filter((layer) => layer.recurrent || layer.type === 'bottleneck').flatMap((layer) => {
    const path = epochs.map((epoch) => ({ epoch, about: reading.atEnd('outputInformation', layer.name, epoch), input: reading.atEnd('inputInformation', layer.name, epoch) }));
    const first = path[0];
    const last = path[path.length - 1];
    if (!first.about || !last.about || !first.input || !last.input) return [];
    const gained = last.about.value - first.about.value;
    const peak = path.reduce((top, point) => ((point.input?.value ?? 0) > (top.input?.value ?? 0) ? point : top));
    const lost = peak.input ? peak.input.low - last.input.high : 0;
    if (lost > negligible(unit) && peak.epoch < last.epoch) {
      return [{ message: 'Over training {0} gains {1} {2} about the target, and from epoch {3} on lets go of {4} {2} about the input.', args: [layer.name, figure(gained), unit, peak.epoch, figure((peak.input?.value ?? 0) - last.input.value)], layer: layer.name }];
    }
    return gained > negligible(unit) ? [{ message: 'Over training {0} gains {1} {2} about the target and does not compress its input.', args: [layer.name, figure(gained), unit], layer: layer.name }] : [];
  });
}
