/** An amount of information, shown in the unit that the reader asked for, with so many decimals (default 2). */
export interface Nats {
  readonly nats: number;
  readonly digits?: number;
}

export type WarningArgument = string | number | Nats;

/** Why an estimate is doubtful: a code that logic may read, with what its words need. Words are made last. */
export interface CodedWarning<Code extends string> {
  readonly code: Code;
  readonly args: readonly WarningArgument[];
}

/** Every warning of information/ with what its words need, in their order. */
interface WarningArguments {
  /** The variables. */
  constant: [name: string];
  constantCondition: [name: string];
  constantColumns: [count: number, of: number, name: string];
  repeatedColumns: [count: number, of: number, name: string];
  heavyTails: [name: string, kurtosis: number];
  tiedRanks: [name: string, percent: number];
  tiedDistances: [name: string, percent: number];
  tiedConditional: [name: string, percent: number];
  symbolsAsNumbers: [name: string];

  /** Another estimator or another form than the one asked for. */
  binnedFirst: [estimator: string, name: string];
  standInBothDiscrete: [requested: string, used: string];
  standInBothContinuous: [requested: string, used: string];
  standInOneDiscrete: [requested: string, name: string, used: string];
  entropyStandIn: [requested: string, used: string];
  copulaSuffices: [];
  fittedConditional: [];
  takenForFunction: [state: string, of: string, variance: number];

  /** Few samples for what is estimated of them. */
  sparseTable: [samples: number, cells: number];
  unseenSymbols: [samples: number, symbols: number];
  covarianceLoad: [columns: number, samples: number];
  correlationLoad: [columns: number, samples: number];
  conditionalLoad: [columns: number, samples: number];
  aloneInClass: [alone: number, samples: number];
  smallClasses: [samples: number, neighbors: number];
  uncertain: [samples: number, percent: number];

  /** Values at the largest that so many samples, or a batch, allow. */
  lowerBoundNearCeiling: [ceiling: Nats, samples: number];
  upperBoundAboveCeiling: [ceiling: Nats];
  kdeNearCeiling: [ceiling: Nats];
  entropyAtCeiling: [ceiling: Nats];
  infoNCENearCeiling: [ceiling: Nats];

  /** Neighbours. */
  coincident: [percent: number];
  fewCoincident: [];
  manyDimensions: [columns: number, samples: number];
  neighborsFarApart: [columns: number];
  belowCopula: [copula: Nats, columns: number];
  sharedOrder: [x: string, y: string];

  /** Dependence that a Gaussian copula misses. */
  tooFewForCurves: [samples: number, columns: number];
  curvesUnseen: [columns: number, samples: number, from: Nats];
  radialGain: [copula: Nats, gain: Nats];
  quadraticGain: [copula: Nats, gain: Nats];

  /** What an estimator is by its nature, and how its training went. */
  meanOverColumnPairs: [];
  smileNoBound: [];
  clubModel: [];
  stillGrowing: [steps: number];
  trainingsDiffer: [first: Nats, second: Nats, third: Nats];

  /** Estimates held against others. */
  nullNotZero: [ofShuffled: Nats, value: Nats];
  rowsNotRandom: [consecutive: Nats, drawn: Nats, rows: number];
  estimatesDisagree: Disagreement;
  lowerBoundAboveEstimate: Disagreement;
  estimateAboveUpperBound: Disagreement;
  lowerBoundAboveUpperBound: Disagreement;
}

type Disagreement = [above: string, valueAbove: Nats, below: string, valueBelow: Nats, gap: Nats];

export type InformationWarningCode = keyof WarningArguments;

export type InformationWarning = CodedWarning<InformationWarningCode>;

export function warning<Code extends InformationWarningCode>(
  code: Code,
  ...args: WarningArguments[Code]
): InformationWarning {
  return { code, args };
}

/** An amount of information among a warning's or a reason's arguments. */
export const amount = (nats: number, digits = 3): Nats => ({ nats, digits });

/** Where the number of samples is what holds the value: more samples would move it. */
export const ceilingCodes: readonly InformationWarningCode[] = [
  'lowerBoundNearCeiling',
  'upperBoundAboveCeiling',
  'kdeNearCeiling',
  'entropyAtCeiling',
];

/** The same warnings without repetition, in their order. */
export function distinctWarnings<Warning extends { readonly code: string }>(warnings: readonly Warning[]): Warning[] {
  const byText = new Map<string, Warning>();
  for (const one of warnings) {
    const key = JSON.stringify(one);
    if (!byText.has(key)) byText.set(key, one);
  }
  return [...byText.values()];
}
