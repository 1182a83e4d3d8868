import type { Studies } from '../../../src/result/result';
import { fakeChoosing } from './choosing';

/** With a coded table, as an embedding has one. */
export const compress = (): Partial<Studies> =>
  fakeChoosing('compress', (size, codedLoss) => ({
    kibibytes: size / 4,
    codedKibibytes: size / 20,
    codedBits: 5 * size,
    codedLoss,
  }));
