/** A network at its best epoch. Nats a target. */
export interface GeneralisationOutcome {
  readonly generalised: {
    readonly training: number;
    /** On the half of the held-out sequences that chooses, and on the other one. */
    readonly choosing: number;
    readonly reported: number;
    /** An upper bound on the information of the code about its past, at the last step. */
    readonly rate?: number;
    readonly epoch: number;
  };
}

export const isGeneralisationOutcome = (kept: object): kept is GeneralisationOutcome => 'generalised' in kept;
