import type { Nats, WarningArgument } from './warnings';

/** Every sentence of a reason with what its words need, in their order. */
interface ReasonArguments {
  /** By what the variables are. */
  knownConditional: [];
  tableFilled: [samples: number, cells: number];
  tableSparse: [cells: number, samples: number];
  tableStreamed: [];
  classNeighbors: [symbols: number, columns: number];
  decoder: [symbols: number, columns: number];
  manySymbols: [symbols: number, samples: number];
  covarianceOverloaded: [columns: number, samples: number];
  fewColumns: [columns: number];
  manyColumns: [columns: number];

  /** By what a continuous pair shows. */
  onlyNeighbors: [];
  continuousPair: [columns: number];
  copulaGives: [value: Nats];
  neighborsGive: [value: Nats];
  studentGives: [value: Nats];
  mapsGive: [value: Nats];
  copulaSuffices: [];
  neighborsFollowMore: [];
  extremesTogether: [degrees: number];
  radialMaps: [];
  quadraticMaps: [];
}

export type InformationReasonCode = keyof ReasonArguments;

/** One sentence of why `auto` chose an estimator: a code that logic may read, with what its words need. */
export interface CodedReason<Code extends string> {
  readonly code: Code;
  readonly args: readonly WarningArgument[];
}

export type InformationReason = CodedReason<InformationReasonCode>;

export function reason<Code extends InformationReasonCode>(
  code: Code,
  ...args: ReasonArguments[Code]
): InformationReason {
  return { code, args };
}
