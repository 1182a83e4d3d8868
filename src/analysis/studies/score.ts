import type { CodedSize, TableSize } from '../../result/studies';

/** How a trained network does on the held-out sequences; nats. */
export interface Score {
  readonly accuracy?: number;
  readonly loss: number;
  readonly information?: number;
  readonly parameters: number;
  /** Of a compressed embedding; its loss in nats. */
  readonly table?: TableSize;
  /** Of a compressed network; its loss in nats. */
  readonly network?: CodedSize;
}
