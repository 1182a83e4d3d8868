/** Measures beside information that a config may ask for. */
export const measureNames = ['capacity'] as const;

export type MeasureName = (typeof measureNames)[number];
