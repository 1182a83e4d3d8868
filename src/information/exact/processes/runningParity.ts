import type { StateInformation } from './shiftRegister';

/**
 * The state H_t = X_1 xor ... xor X_t of fair bits over `length` steps. It always holds one bit about the block. Yet
 * from the second step on, it is independent of each single input and of the previous state: only all inputs together
 * carry the bit.
 */
export function runningParityInformation(length: number): StateInformation {
  const bit = Math.LN2;
  return {
    inputInformation: Array.from({ length }, () => bit),
    historyInformation: Array.from({ length }, () => 0),
    memory: Array.from({ length }, () => (length === 1 ? bit : 0)),
  };
}
