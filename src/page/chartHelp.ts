/** The page of help that ships with the extension. */
export const helpFile = 'docs/charts.md';

/** The heading of each chart in it, by the chart's id. */
export const helpHeadings = {
  flow: 'Flow',
  networks: 'Networks side by side',
  plane: 'Information plane',
  others: 'Information plane, other estimators',
  phases: 'Input information over training',
  bias: 'Bias over the number of sequences',
  memory: 'Memory over lag',
  conditionalMemory: 'Memory given all later inputs',
  capacity: 'Memory capacity over lag',
  processing: 'Information processing capacity',
  fisher: 'Fisher memory over lag',
  keptState: 'Kept but not shown',
  stateBits: 'Bits per state float',
  stateSize: 'Effective state size',
  probes: 'Kept, readable and used',
  symbols: 'Symbols kept and forgotten',
  beliefs: 'Belief states',
  memoryMap: 'Memory over lag and position',
  time: 'Through time',
  curves: 'One layer through time',
  idealAccuracy: 'Accuracy of an ideal observer',
  pairs: 'Information between layers',
  units: 'Units: information and accuracy lost',
  gates: 'Gates over time',
  gateSaturation: 'Saturated gates',
  gateInformation: 'Information in gates',
  attention: 'Attention',
  heads: 'Information by head target',
  bottleneck: 'Bottleneck curve',
  transitions: 'Phase transitions',
  rate: 'Rate and distortion',
  wrong: 'Rate and share of wrong symbols',
  infomax: 'Infomax',
  generalisation: 'Generalisation',
  loss: 'Training',
  accuracy: 'Training',
  selectRanking: 'Feature selection',
  selectCurve: 'Feature selection',
  compressRanking: 'Compression',
  compressCurve: 'Compression',
  compressTable: 'Compression',
  compressWeights: 'Compression',
  robustness: 'Robustness',
  robustnessNoise: 'Robustness',
  uncertainty: 'Uncertainty',
  uncertaintyRejection: 'Uncertainty',
  uncertaintyReliability: 'Uncertainty',
  uncertaintyMost: 'Uncertainty',
  enhance: 'Enhancement',
  enhancePictures: 'Enhancement',
  keySweep: 'Sweep',
  keySweepGrid: 'Sweep',
  heldOutSweep: 'Bottleneck against overfitting',
  translation: 'Translations',
  translationLeast: 'Translations',
  attributionMap: 'Attribution',
  attributionRemoval: 'Attribution',
  states: 'Hidden states',
} as const satisfies Readonly<Record<string, string>>;

/**
 * The place of a chart's help in the file, as Markdown viewers name headings: small letters, hyphens for spaces, no
 * punctuation. Empty, the top of the file, for a chart without any.
 */
export function helpAnchor(chart: string): string {
  const found = Object.entries(helpHeadings).find(([id]) => id === chart);
  return found
    ? found[1]
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-')
    : '';
}
