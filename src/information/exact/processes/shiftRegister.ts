/** The information in a state, by step (index 0 is t = 1) and by lag (index 0 is s = 0); nats. */
export interface StateInformation {
  /** I(X_{1:t};H_t). */
  readonly inputInformation: readonly number[];
  /** I(H_{t-1};H_t); 0 at t = 1, where the state before is a constant. */
  readonly historyInformation: readonly number[];
  /** I(X_{T-s};H_T), s = 0 ... T-1. */
  readonly memory: readonly number[];
}

/**
 * A register of the last `cells` of independent symbols of `entropy` nats each, over `length` steps: it holds min(t,
 * cells) symbols, all but the newest of them already one step before. A lag is held either completely or not at all.
 */
export function shiftRegisterInformation({
  entropy,
  cells,
  length,
}: {
  entropy: number;
  cells: number;
  length: number;
}): StateInformation {
  const steps = Array.from({ length }, (_, i) => i + 1);
  return {
    inputInformation: steps.map((t) => Math.min(t, cells) * entropy),
    historyInformation: steps.map((t) => Math.max(0, Math.min(t, cells) - 1) * entropy),
    memory: steps.map((_, lag) => (lag < cells ? entropy : 0)),
  };
}
