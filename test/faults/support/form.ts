/**
 * Every fault is drawn from one seed, which is printed with the counts. The same seed draws the same faults:
 * `FAULTS_SEED=7 npm run faults`.
 */
export const seed = Number(process.env.FAULTS_SEED ?? 1);

/** `npm run faults` sets it; `npm test` runs a short form of the same faults. */
export const isFull = process.env.FAULTS === 'full';

/** How many faults of a kind to try. */
export const times = (full: number, short: number): number => (isFull ? full : short);

/** Prints what was tried, for the record of the run. */
export function report(tried: string): void {
  process.stdout.write(`faults: ${tried} (seed ${seed}${isFull ? '' : ', short form'})\n`);
}
