import type { ExactLine, Quantity } from './estimate';
import type { AnalysisResult } from './result';

/** An exact value by quantity and variables, in the result's unit; that of the latest step where there are several. */
export function exactValue(
  result: AnalysisResult,
  quantity: Quantity,
  source: string,
  target: string,
): number | undefined {
  return latestExact(result, quantity, source, target)?.value;
}

/** The same with its name. */
export function latestExact(
  result: AnalysisResult,
  quantity: Quantity,
  source: string,
  target: string,
): ExactLine | undefined {
  return exactLines(result, quantity, source, target).reduce<ExactLine | undefined>(
    (best, line) => (best && (best.time ?? 0) > (line.time ?? 0) ? best : line),
    undefined,
  );
}

/** An exact value at a step; one without a step holds for all. */
export function exactValueAt(
  result: AnalysisResult,
  quantity: Quantity,
  source: string,
  target: string,
  time: number | undefined,
): number | undefined {
  return exactLineAt(result, quantity, source, target, time)?.value;
}

/** The same with its name. */
export function exactLineAt(
  result: AnalysisResult,
  quantity: Quantity,
  source: string,
  target: string,
  time: number | undefined,
): ExactLine | undefined {
  const lines = exactLines(result, quantity, source, target).filter(({ lag }) => lag === undefined);
  return lines.find((line) => line.time === time) ?? lines.find((line) => line.time === undefined);
}

/** Differential entropies are left out: they do not limit what a state can hold. */
function exactLines({ exact }: AnalysisResult, quantity: Quantity, source: string, target: string): ExactLine[] {
  return exact.filter(
    (line) => !line.differential && line.quantity === quantity && line.source === source && line.target === target,
  );
}
