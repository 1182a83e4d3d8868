import type { AnalysisConfig } from '../../../config/schema/config';
import type { Dataset } from '../../../data/dataset';
import type { Uncertainty } from '../../../result/studies';
import { natsIn } from '../../../result/units';
import type { DoubtAtStep, UncertaintyOutcome } from './outcome';

/** The figures of a repetition in the config's unit, with the names of the classes. */
export function documentOf(
  found: UncertaintyOutcome['uncertainty'],
  repetition: number,
  { analysis: { unit } }: AnalysisConfig,
  { heldOut: { targets } }: Dataset,
): Uncertainty {
  const partsOf = ({ total, data, model }: DoubtAtStep) => ({
    total: natsIn(unit, total),
    data: natsIn(unit, data),
    model: natsIn(unit, model),
  });
  const nameOf = (symbol: number): string => targets?.names?.[symbol] ?? String(symbol);
  const {
    accuracy,
    loss,
    parts,
    bins,
    calibrationError,
    temperature,
    errorBefore,
    errorAfter,
    area,
    rejections,
    most,
  } = found;
  return {
    repetition,
    accuracy,
    loss: natsIn(unit, loss),
    parts: parts.map((part) => ({ time: part.time, ...partsOf(part) })),
    bins: bins.map((bin) => ({ ...bin })),
    calibrationError,
    temperature,
    errorBefore,
    errorAfter,
    ...(area !== undefined && { area }),
    rejections: rejections.map((one) => ({ ...one })),
    most: most.map((one) => ({
      sequence: one.sequence,
      time: one.time,
      ...partsOf(one),
      target: nameOf(one.target),
      predicted: nameOf(one.predicted),
      confidence: one.confidence,
    })),
  };
}
