import * as z from 'zod';
import { allNetworks, nameOfModel } from '../result/networks';
import { type Estimate, quantities } from '../result/estimate';
import type { AnalysisResult } from '../result/result';
import { ResultIndex } from '../result/resultIndex';
import { isByMainEstimator } from '../result/subject';

/** What chooses numbers of a result. */
export const selectionShape = {
  quantity: z
    .enum(quantities)
    .optional()
    .describe('inputInformation I(X;H), outputInformation I(H;Y), historyInformation, memory over lag, rate, …'),
  layer: z.string().optional().describe('Name of a layer in the config.'),
  target: z.string().optional().describe('Y, or the name of a further target.'),
  network: z.string().optional().describe('Name of a further network; absent: all.'),
  step: z.int().min(1).optional().describe('Time step, counted from 1; absent: the last one.'),
  lag: z.int().min(0).optional(),
  variable: z
    .enum(['output', 'state'])
    .optional()
    .describe(
      '"state": of all that a recurrent layer carries to its next step, as (h, c) of an LSTM; absent: "output".',
    ),
  epoch: z.int().min(0).optional().describe('Absent: the last one.'),
};

export interface Selection {
  readonly quantity?: Estimate['quantity'] | undefined;
  readonly layer?: string | undefined;
  readonly target?: string | undefined;
  readonly network?: string | undefined;
  readonly step?: number | undefined;
  readonly lag?: number | undefined;
  readonly variable?: 'output' | 'state' | undefined;
  readonly epoch?: number | undefined;
}

/** A number, and the document of the network that it belongs to. */
export interface Selected {
  readonly estimate: Estimate;
  readonly index: ResultIndex;
  /** Absent: the model. */
  readonly network?: string;
}

/** The numbers that match, on held-out sequences and by the main estimator, in the order of the document. */
export function selected(result: AnalysisResult, selection: Selection): Selected[] {
  const model = nameOfModel(result);
  return allNetworks(result)
    .filter(({ name }) => selection.network === undefined || name === selection.network)
    .flatMap(({ name, view }) => {
      const index = new ResultIndex(view);
      return matching(index, selection).map((estimate) => ({
        estimate,
        index,
        ...(name === model ? {} : { network: name }),
      }));
    });
}

function matching(index: ResultIndex, selection: Selection): Estimate[] {
  const { quantity, layer, target, step, lag, variable = 'output', epoch = index.lastEpoch } = selection;
  const found = index.result.estimates.filter(
    (estimate) =>
      estimate.beside === undefined &&
      estimate.set === undefined &&
      Number.isFinite(estimate.value) &&
      (estimate.variable ?? 'output') === variable &&
      (target !== undefined || isByMainEstimator(estimate)) &&
      (quantity === undefined || estimate.quantity === quantity) &&
      (layer === undefined || estimate.source === layer || estimate.target === layer) &&
      (target === undefined || estimate.target === target) &&
      (lag === undefined || estimate.lag === lag) &&
      estimate.epoch === epoch,
  );
  if (step !== undefined) return found.filter(({ time }) => time === step);
  // The last step of each quantity on its own: a target may end before the input does.
  const last = new Map<string, number>();
  const keyOf = ({ quantity: what, source, target: of }: Estimate): string => `${what}/${source}/${of}`;
  for (const estimate of found) last.set(keyOf(estimate), Math.max(last.get(keyOf(estimate)) ?? 0, estimate.time ?? 0));
  return found.filter((estimate) => estimate.time === undefined || estimate.time === last.get(keyOf(estimate)));
}
