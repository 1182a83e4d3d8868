import type { TomitaName } from '../schema/generatedTasks';

/**
 * The smallest automata of the seven languages of Tomita (1982) over 0 and 1: the state after each symbol, for every
 * state, from state 0 on. Where some strings can no longer belong to the language, the last state is theirs.
 */
export const tomita: { readonly [Name in TomitaName]: readonly (readonly [number, number])[] } = {
  // 1*
  tomita1: ways('10 11'),
  // (10)*
  tomita2: ways('21 02 22'),
  // No odd run of zeros right after an odd run of ones.
  tomita3: ways('01 20 34 21 44'),
  // No three zeros in a row.
  tomita4: ways('10 20 30 33'),
  // An even number of zeros, and of ones.
  tomita5: ways('12 03 30 21'),
  // As many zeros as ones modulo 3.
  tomita6: ways('12 20 01'),
  // 0*1*0*1*
  tomita7: ways('01 21 23 43 44'),
};

/** One pair of digits a state: where 0 and 1 lead. */
function ways(table: string): (readonly [number, number])[] {
  return table.split(' ').map(([zero, one]) => [Number(zero), Number(one)]);
}
