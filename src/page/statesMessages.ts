/** The sequences `from` to `to` (without it) of one array of a file of states. */
export interface StatesBlock {
  readonly array: number;
  readonly from: number;
  readonly to: number;
}

/** Page to host: a file of states by its key in the document, its head or a block. */
export interface AskStates {
  readonly type: 'askStates';
  readonly key: string;
  readonly block?: StatesBlock;
}

/** Host to page: what was asked for; without `bytes` where it is no longer kept. */
export interface StatesMessage {
  readonly type: 'states';
  readonly key: string;
  readonly block?: StatesBlock;
  readonly bytes?: Uint8Array;
}
