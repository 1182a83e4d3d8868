import type { LogRatios } from './logRatios';

/** Values within this share of the log of the number of inputs are held down by it. */
export const nearCeiling = 0.85;

/** Whether mixtures over so many inputs tell hardly more than their number. */
export const isNearCeiling = ({ lower }: Pick<LogRatios, 'lower'>, inputs: number): boolean =>
  lower.reduce((sum, value) => sum + value, 0) / lower.length > nearCeiling * Math.log(inputs);
