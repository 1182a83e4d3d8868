/** Measures beside information that a config may ask for. */
export const measureNames = [
  'capacity',
  'gates',
  'units',
  'probes',
  'fisher',
  'beliefs',
  'stateSize',
  'symbols',
] as const;

export type MeasureName = (typeof measureNames)[number];
