import type { AnalysisResult, Estimate } from '../result';
import { allNetworks } from '../networks';
import { maskedCrc32c } from './crc32c';
import { subjectOf } from '../subject';
import { bytesField, doubleField, floatField, integerField, message, textField } from './protobuf';

/** One value of a curve over epochs. */
export interface Scalar {
  readonly tag: string;
  readonly step: number;
  readonly value: number;
}

/**
 * The curves of a network over its epochs, as TensorBoard shows them: losses and accuracies, and every main estimate on
 * held-out sequences at its last step, with its limits. Tags name the unit: `inputInformation_bits/memory`,
 * `memory_bits/memory/lag 3`, `…/low`, `…/high`.
 */
export function scalars({ training, estimates }: Pick<AnalysisResult, 'training' | 'estimates'>): Scalar[] {
  const curves = training.flatMap((record) => {
    const own = [
      { tag: 'loss/training', value: record.loss },
      { tag: 'loss/held-out', value: record.validationLoss },
      { tag: 'accuracy/training', value: record.accuracy },
      { tag: 'accuracy/held-out', value: record.validationAccuracy },
    ];
    const heads = (record.heads ?? []).flatMap(({ name, ...head }) => [
      { tag: `loss of ${name}/training`, value: head.loss },
      { tag: `loss of ${name}/held-out`, value: head.validationLoss },
      { tag: `accuracy of ${name}/training`, value: head.accuracy },
      { tag: `accuracy of ${name}/held-out`, value: head.validationAccuracy },
    ]);
    return [...own, ...heads].map((one) => ({ ...one, step: record.epoch }));
  });
  const information = lastSteps(estimates).flatMap((estimate) => {
    const { epoch: step, value, low, high } = estimate;
    const tag = tagOf(estimate);
    return [
      { tag, step, value },
      { tag: `${tag}/low`, step, value: low },
      { tag: `${tag}/high`, step, value: high ?? undefined },
    ];
  });
  return [...curves, ...information].flatMap(({ tag, step, value }) =>
    value !== undefined && Number.isFinite(value) ? [{ tag, step, value }] : [],
  );
}

/** Of each quantity the estimates at its last step: the curve of a step has one value an epoch. */
function lastSteps(estimates: readonly Estimate[]): Estimate[] {
  const main = estimates.filter(({ beside, set, from }) => !beside && !set && !from);
  const last = new Map<string, number>();
  for (const estimate of main) last.set(tagOf(estimate), Math.max(last.get(tagOf(estimate)) ?? 0, estimate.time ?? 0));
  return main.filter((estimate) => (estimate.time ?? 0) === last.get(tagOf(estimate)));
}

function tagOf(estimate: Estimate): string {
  const { quantity, source, target, variable, lag, ahead, unit } = estimate;
  const subject = subjectOf(estimate);
  const others = [source, target].filter((name) => name !== subject && name !== 'X' && name !== 'Y');
  return [
    `${quantity}_${unit}`,
    [subject, ...others, ...(variable ? [variable] : [])].join(' '),
    ...(lag === undefined ? [] : [`lag ${lag}`]),
    ...(ahead === undefined ? [] : [`${ahead} ahead`]),
  ].join('/');
}

/**
 * A TensorBoard event file (Event and Summary of tensorflow/core; records as in tensorflow/core/lib/io/record_writer):
 * for every record its length, a checksum of the length, the event, a checksum of the event.
 * @param time when the file is written; all events have it, and their order is that of their steps
 */
export function eventFile(values: readonly Scalar[], time: Date): Uint8Array {
  const wallTime = doubleField(1, time.getTime() / 1000);
  const bySteps = new Map<number, Scalar[]>();
  for (const one of [...values].sort((a, b) => a.step - b.step))
    bySteps.set(one.step, [...(bySteps.get(one.step) ?? []), one]);
  const events = [...bySteps].map(([step, ofStep]) =>
    message(wallTime, integerField(2, step), bytesField(5, summaryOf(ofStep))),
  );
  return message(...[message(wallTime, textField(3, 'brain.Event:2')), ...events].map(record));
}

const summaryOf = (values: readonly Scalar[]): Uint8Array =>
  message(...values.map(({ tag, value }) => bytesField(1, message(textField(1, tag), floatField(2, value)))));

function record(data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(data.length + 16);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length, true);
  view.setUint32(8, maskedCrc32c(whole.subarray(0, 8)), true);
  whole.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc32c(data), true);
  return whole;
}

/** A run's event files, a network each: TensorBoard shows every folder as a run, so each belongs into its own. */
export function eventFiles(
  result: AnalysisResult,
  time: Date,
): { readonly network: string; readonly name: string; readonly bytes: Uint8Array }[] {
  return allNetworks(result).map(({ name, view }) => ({
    network: name,
    name: eventFileName(time),
    bytes: eventFile(scalars(view), time),
  }));
}

/** The name under which TensorBoard looks for events. */
export const eventFileName = (time: Date): string =>
  `events.out.tfevents.${Math.floor(time.getTime() / 1000)}.rnn-infoflow`;
