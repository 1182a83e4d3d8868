import type { InformationEstimate } from '../types/estimate';
import type { SampleChunk } from './chunk';

export interface Accumulator {
  /** Whether an estimate now would differ from the last one. */
  readonly changed: boolean;
  add(chunk: SampleChunk, rows: number): Promise<void> | void;
  estimate(samples: number): Promise<InformationEstimate> | InformationEstimate;
  finish(samples: number): Promise<InformationEstimate> | InformationEstimate;
}
