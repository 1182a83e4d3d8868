import type { PreparedVariable } from '../../../job/preparedVariable';
import type { ClassRatios, LogRatios } from '../logRatios';
import { type NoisyRows, noisyRows } from '../noisyRows';
import { type MixtureAnswers, mixturesTogether } from './mixturesTogether';

/** Something asked of states with known densities: of one alone, of two, or of one and the symbols of its inputs. */
export type KnownQuestion =
  | { readonly kind: 'state'; readonly state: PreparedVariable }
  | { readonly kind: 'pair'; readonly a: PreparedVariable; readonly b: PreparedVariable }
  | { readonly kind: 'classes'; readonly state: PreparedVariable; readonly symbols: PreparedVariable };

/**
 * States whose means take more bytes than this are summed in several groups, unless so many states are more: groups
 * make the densities of a state that they share once each.
 */
const mostBytes = 1 << 25;
const fewestStates = 5;

/**
 * The mixtures that the pairs of a job ask for. What is asked of the same states is answered together, at the first
 * question of a group, since their densities are the larger part of the work.
 */
export class KnownMixtures {
  private readonly groups = new Map<string, Group>();
  private readonly names = new WeakMap<PreparedVariable, number>();
  private named = 0;

  /** @param expected all questions to come, in their order; others are answered alone */
  constructor(
    expected: Iterable<KnownQuestion>,
    private readonly signal?: AbortSignal,
  ) {
    let open: Group | undefined;
    for (const question of expected) {
      const key = this.keyOf(question);
      if (this.groups.has(key)) continue;
      if (!open?.takes(question)) open = new Group(question);
      open.add(question);
      this.groups.set(key, open);
    }
  }

  /** ln p(h|x) - ln p(h). @throws CancelledError */
  async ofState(state: PreparedVariable): Promise<LogRatios> {
    const { group, answers } = await this.answered({ kind: 'state', state });
    return answers.states[group.placeOf(state)];
  }

  /** The same of two states, and of both together. @throws CancelledError */
  async ofPair(a: PreparedVariable, b: PreparedVariable): Promise<readonly [LogRatios, LogRatios, LogRatios]> {
    const question: KnownQuestion = { kind: 'pair', a, b };
    const { group, answers } = await this.answered(question);
    const [first, second] = [a, b].map((state) => answers.states[group.placeOf(state)]);
    return [first, second, answers.pairs[group.pairs.findIndex(([x, y]) => x === a && y === b)]];
  }

  /** ln p(h|x) - ln p(h) and ln p(h|x) - ln p(h|y). @throws CancelledError */
  async ofClasses(
    state: PreparedVariable,
    symbols: PreparedVariable,
  ): Promise<{ readonly marginal: LogRatios; readonly ofClass: ClassRatios }> {
    const { group, answers } = await this.answered({ kind: 'classes', state, symbols });
    const place = group.labellings.findIndex((one) => one.state === state && one.symbols === symbols);
    return { marginal: answers.states[group.placeOf(state)], ofClass: answers.classes[place] };
  }

  private async answered(
    question: KnownQuestion,
  ): Promise<{ readonly group: Group; readonly answers: MixtureAnswers }> {
    const key = this.keyOf(question);
    let group = this.groups.get(key);
    if (!group) {
      group = new Group(question);
      group.add(question);
      this.groups.set(key, group);
    }
    return { group, answers: await group.answers(this.signal) };
  }

  private keyOf(question: KnownQuestion): string {
    const name = (of: PreparedVariable): number => {
      const found = this.names.get(of) ?? this.named++;
      this.names.set(of, found);
      return found;
    };
    switch (question.kind) {
      case 'state':
        return `${name(question.state)}`;
      case 'pair':
        return `${name(question.a)} and ${name(question.b)}`;
      case 'classes':
        return `${name(question.state)} of ${name(question.symbols)}`;
    }
  }
}

/** Questions about states of the same samples and histories. */
class Group {
  readonly pairs: (readonly [PreparedVariable, PreparedVariable])[] = [];
  readonly labellings: { readonly state: PreparedVariable; readonly symbols: PreparedVariable }[] = [];
  private readonly places = new Map<PreparedVariable, number>();
  private readonly histories: boolean;
  private readonly samples: number;
  private readonly inputs: number;
  private readonly given: string | undefined;
  private bytes = 0;
  private widest = 0;
  private made: Promise<MixtureAnswers> | undefined;

  constructor(first: KnownQuestion) {
    const [state] = statesOf(first);
    const rows = rowsOf(state);
    this.histories = usesHistories(first);
    this.samples = rows.count;
    this.inputs = this.inputsOf(rows);
    this.given = state.original.conditional?.given;
  }

  takes(question: KnownQuestion): boolean {
    const states = statesOf(question);
    return (
      usesHistories(question) === this.histories &&
      states.every(
        (state) =>
          state.original.conditional?.given === this.given &&
          state.original.samples === this.samples &&
          this.inputsOf(rowsOf(state)) === this.inputs,
      ) &&
      this.bytes + this.more(states) <= Math.max(mostBytes, fewestStates * this.widest)
    );
  }

  add(question: KnownQuestion): void {
    const states = statesOf(question);
    this.bytes += this.more(states);
    for (const state of states) this.widest = Math.max(this.widest, this.bytesOf(state));
    for (const state of states) if (!this.places.has(state)) this.places.set(state, this.places.size);
    if (question.kind === 'pair') this.pairs.push([question.a, question.b]);
    if (question.kind === 'classes') this.labellings.push({ state: question.state, symbols: question.symbols });
  }

  placeOf(state: PreparedVariable): number {
    return this.places.get(state) ?? 0;
  }

  answers(signal?: AbortSignal): Promise<MixtureAnswers> {
    this.made ??= mixturesTogether(
      {
        states: [...this.places.keys()].map((state) => this.rows(state)),
        pairs: this.pairs.map(([a, b]) => [this.placeOf(a), this.placeOf(b)]),
        labellings: this.labellings.map(({ state, symbols: { original } }) => ({
          state: this.placeOf(state),
          classes: original.values,
          ofInputs: (this.histories ? original.histories?.symbols : undefined) ?? original.values,
        })),
      },
      signal,
    );
    return this.made;
  }

  private rows(state: PreparedVariable): NoisyRows {
    const { histories, ...rows } = rowsOf(state);
    return this.histories && histories ? { ...rows, histories } : rows;
  }

  private inputsOf({ count, histories }: NoisyRows): number {
    return (this.histories ? histories?.count : undefined) ?? count;
  }

  /** Bytes of the means of those states that are not here yet. */
  private more(states: readonly PreparedVariable[]): number {
    const fresh = new Set(states.filter((state) => !this.places.has(state)));
    return [...fresh].reduce((sum, state) => sum + this.bytesOf(state), 0);
  }

  private bytesOf({ original: { dimensions } }: PreparedVariable): number {
    return 8 * dimensions * this.inputs;
  }
}

function statesOf(question: KnownQuestion): readonly PreparedVariable[] {
  return question.kind === 'pair' ? [question.a, question.b] : [question.state];
}

/** Whether all that a question is about is known at further histories. */
function usesHistories(question: KnownQuestion): boolean {
  if (!statesOf(question).every((state) => state.original.histories?.means !== undefined)) return false;
  if (question.kind !== 'classes') return true;
  const symbols = question.symbols.original.histories?.symbols;
  // A history without a symbol stands for an input that the analysed ones are not like.
  return symbols !== undefined && !hasGaps(symbols);
}

function rowsOf({ original }: PreparedVariable): NoisyRows {
  const rows = noisyRows(original);
  if (!rows) throw new Error(`"${original.name}" has no known conditional density.`);
  return rows;
}

function hasGaps(symbols: ArrayLike<number>): boolean {
  for (let i = 0; i < symbols.length; i++) if (symbols[i] < 0) return true;
  return false;
}
