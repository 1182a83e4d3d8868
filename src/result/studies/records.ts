/** How documents keep lists of records, and how sentences name one of them. */
export type Records<Lists> = {
  readonly [List in keyof Lists]: {
    /** The fields by which a sentence names a record; an absent one names it as a present one does. */
    readonly key: readonly (keyof Lists[List])[];
    /** The fields without which a document cannot be read. */
    readonly form: { readonly [Field in keyof Lists[List]]?: 'text' | 'number' };
  };
};
