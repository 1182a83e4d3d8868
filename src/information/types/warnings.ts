/** An amount of information, shown in the reader's unit with `digits` decimals (default 2). */
export interface Nats {
  readonly nats: number;
  readonly digits?: number;
}

export type WarningArgument = string | number | Nats;

/** Why an estimate is doubtful: a code that logic may read, with its arguments. Words are made last. */
export interface CodedWarning<Code extends string> {
  readonly code: Code;
  readonly args: readonly WarningArgument[];
}

/** Every warning of information/ with its arguments, in their order. */
interface WarningArguments {
  /** About the variables. */
  constant: [name: string];
  constantCondition: [name: string];
  constantColumns: [count: number, of: number, name: string];
  repeatedColumns: [count: number, of: number, name: string];
  heavyTails: [name: string, kurtosis: number];
  tiedRanks: [name: string, percent: number];
  tiedDistances: [name: string, percent: number];
  tiedConditional: [name: string, percent: number];
  symbolsAsNumbers: [name: string];

  /** Found by a look at the data before an estimator was chosen. */
  repeatedRows: [samples: number, different: number];
  nearlyRepeatedRows: [samples: number, different: number];
  rowsInTime: [x: string, y: string, samples: number, independent: number, stride: number];
  allRowsInTime: [x: string, y: string, samples: number, independent: number];
  rowsAtLag: [x: string, y: string, samples: number, independent: number, lag: number];
  allRowsAtLag: [x: string, y: string, samples: number, independent: number, lag: number];
  tiesSpread: [name: string, percent: number];
  groupedRows: [groups: number, samples: number, symbols: number];
  groupedTogether: [groups: number, samples: number];
  groupedSide: [groups: number, samples: number, name: string];
  groupsGiven: [samples: number, groups: number, choices: number];
  fewSamples: [samples: number, columns: number];

  /** Another estimator or another form than the requested one. */
  bothBinnedFirst: [estimator: string];
  binnedFirst: [estimator: string, name: string];
  standInBothDiscrete: [requested: string, used: string];
  standInBothContinuous: [requested: string, used: string];
  standInOneDiscrete: [requested: string, name: string, used: string];
  entropyStandIn: [requested: string, used: string];
  copulaSuffices: [];
  fittedConditional: [];
  takenForFunction: [state: string, of: string, variance: number];

  /** Too few samples for the estimate. */
  sparseTable: [samples: number, cells: number];
  unseenSymbols: [samples: number, symbols: number];
  covarianceLoad: [columns: number, samples: number];
  correlationLoad: [columns: number, samples: number];
  conditionalLoad: [columns: number, samples: number];
  fewSamplesDominate: [ceiling: Nats];
  aloneInClass: [alone: number, samples: number];
  smallClasses: [samples: number, neighbors: number];
  uncertain: [samples: number, percent: number];

  /** Values near the largest that the number of samples, or the batch, allows. */
  lowerBoundNearCeiling: [ceiling: Nats, samples: number];
  upperBoundAboveCeiling: [ceiling: Nats];
  kdeNearCeiling: [ceiling: Nats];
  entropyAtCeiling: [ceiling: Nats];
  infoNCENearCeiling: [ceiling: Nats];

  /** Neighbours. */
  nearPlane: [column: number, name: string, percent: string];
  coincident: [percent: number];
  fewCoincident: [];
  manyDimensions: [columns: number, samples: number];
  neighborsFarApart: [columns: number];
  stillRises: [far: Nats, near: Nats];
  belowCopula: [copula: Nats, columns: number];
  sharedOrder: [x: string, y: string];
  nearlyEqualRows: [percent: string, x: string, y: string, byChance: string];
  noNoiseSeen: [x: string, y: string];

  /** Dependence that a Gaussian copula misses. */
  tooFewForCurves: [samples: number, columns: number];
  ranksNearCeiling: [samples: number];
  curvesUnseen: [columns: number, samples: number, from: Nats];
  radialGain: [copula: Nats, gain: Nats];
  quadraticGain: [copula: Nats, gain: Nats];
  quickLook: [columns: number];
  copulaContradicted: [copula: Nats, confirmed: Nats];
  fittedAboveHeldOut: [fitted: Nats, heldOut: Nats];
  partsAreCoarse: [];
  restsOnModel: [value: Nats, confirmed: Nats];
  modelsPart: [value: Nats, other: Nats];
  principalOnly: [columns: number];
  columnPairs: [pairs: number, x: number, y: number];
  decoderMayBeBlind: [columns: number];
  tooManyColumns: [columns: number, samples: number];

  /** The nature of an estimator, and the course of its training. */
  meanOverColumnPairs: [];
  smileNoBound: [];
  clubModel: [];
  stillGrowing: [steps: number];
  trainingsDiffer: [first: Nats, second: Nats, third: Nats];

  /** Comparisons with other estimates. */
  conditionRegressed: [condition: string, columns: number];
  sharedThroughCondition: [ofShuffled: Nats, value: Nats];
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

/** Warnings that the number of samples limits the value, so that more samples would change it. */
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
