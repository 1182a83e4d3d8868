import type { Studies } from '../../../src/result/result';
import { fakeChoosing } from './choosing';

export const select = (): Partial<Studies> => fakeChoosing('select');
