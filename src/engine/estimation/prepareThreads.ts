import { setFlagsFromString } from 'node:v8';

/** The newest V8, that of Node 20, whose functions are compiled again after a budget of interrupts. */
const lastWithBudget = 11;

/**
 * Settings of V8 for threads that are started later. Estimates make many arrays that are soon dropped: from 1 MB, where
 * V8 begins, they are collected several times as often as from 8. And a function that runs for a few milliseconds is
 * compiled again for longer than it then saves, so that it has to run about three times as long first.
 */
export function prepareThreads(): void {
  setFlagsFromString('--min-semi-space-size=8');
  if (Number.parseInt(process.versions.v8) <= lastWithBudget) setFlagsFromString('--interrupt-budget=400000');
}
