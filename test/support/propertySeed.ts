import fc from 'fast-check';

/**
 * The same properties are checked on the same inputs in every run, so that one commit has one verdict. `PROPERTY_SEED`
 * names another seed, to look for cases that nobody has seen.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
