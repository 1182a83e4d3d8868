/** An amount of information, shown in the unit that the reader asked for, with so many decimals (default 2). */
export interface Nats {
  readonly nats: number;
  readonly digits?: number;
}

export type WarningArgument = string | number | Nats;

/** Why an estimate is doubtful: a code that logic may read, with what its words need. Words are made last. */
export interface CodedWarning<Code extends string> {
  readonly code: Code;
  readonly args: readonly WarningArgument[];
}
