import type { Nats, WarningArgument } from './warnings';

/** Every sentence of a reason with its arguments, in their order. */
interface ReasonArguments {
  /** Chosen by the kinds of the variables. */
  knownConditional: [];
  /** Densities are means over inputs drawn anew from their law. */
  freshHistories: [count: number, gap: Nats];
  /** Densities are sums over every input that there can be. */
  enumerated: [count: number];
  fewRows: [name: string, different: number];
  symbolColumns: [columns: number, name: string];
  tableFilled: [samples: number, cells: number];
  tableSparse: [cells: number, samples: number];
  tableStreamed: [];
  classNeighbors: [symbols: number, columns: number];
  decoder: [symbols: number, columns: number];
  classDensities: [];
  neighborsReadMore: [];
  neighborsAndClasses: [neighbors: Nats, classes: Nats];
  manySymbols: [symbols: number, samples: number];
  covarianceOverloaded: [columns: number, samples: number];
  fewColumns: [columns: number];
  manyColumns: [columns: number];

  /** Chosen by the data of a continuous pair. */
  onlyNeighbors: [];
  continuousPair: [columns: number];
  copulaGives: [value: Nats];
  neighborsGive: [value: Nats];
  studentGives: [value: Nats];
  mapsGive: [value: Nats];
  copulaSuffices: [];
  neighborsFollowMore: [];
  heldOutConfirms: [atLeast: Nats];
  copulaOverruled: [];
  mixtureFollowsMore: [];
  classesFollowMore: [];
  tablesFollowMore: [];
  principalFollowMore: [columns: number];
  pairsFollowMore: [pairs: number];
  extremesTogether: [degrees: number];
  radialMaps: [];
  quadraticMaps: [];
}

export type InformationReasonCode = keyof ReasonArguments;

/** One sentence of why `auto` chose an estimator: a code that logic may read, with its arguments. */
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
