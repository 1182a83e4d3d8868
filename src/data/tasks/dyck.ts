import type { Automaton } from '../../information/exact/processes/automaton';

/**
 * Brackets of `kinds` kinds, at most `depth` deep, as a generator draws them (Hewitt et al. 2020): only what may come
 * has a probability, an opening as likely as the closing where both may come. Symbols 0 ... kinds-1 open, the others
 * close. States are the brackets that are open, by their number: 0 for none, then each of one, of two, and so on.
 */
export function dyck(kinds: number, depth: number): Automaton {
  const stacks: number[][] = [[]];
  for (let from = 0, level = 0; level < depth; level++) {
    const end = stacks.length;
    for (; from < end; from++) for (let kind = 0; kind < kinds; kind++) stacks.push([...stacks[from], kind]);
  }
  const places = new Map(stacks.map((stack, i) => [stack.join(), i]));
  const placeOf = (stack: readonly number[]): number => places.get(stack.join()) ?? 0;
  return {
    next: stacks.map((stack, state) =>
      Array.from({ length: 2 * kinds }, (_, x) => {
        if (x < kinds) return stack.length < depth ? placeOf([...stack, x]) : state;
        return stack.at(-1) === x - kinds ? placeOf(stack.slice(0, -1)) : state;
      }),
    ),
    probabilities: stacks.map((stack) => {
      const opens = stack.length === depth ? 0 : stack.length === 0 ? 1 : 0.5;
      return Array.from({ length: 2 * kinds }, (_, x) =>
        x < kinds ? opens / kinds : stack.at(-1) === x - kinds ? 1 - opens : 0,
      );
    }),
  };
}
