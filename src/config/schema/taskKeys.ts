import * as z from 'zod';
import { corrupt } from './corrupt';

const samples = z.int().min(8).max(10_000_000).default(2048).describe('Number of sequences to train on.');
const heldOut = z
  .int()
  .min(8)
  .max(10_000_000)
  .optional()
  .describe(
    'Number of held-out sequences, used for validation and analysis, never for training. Default: the same ' +
      'as `samples`.',
  );
export const length = z.int().min(1).max(100_000).describe('Time steps per sequence.');
export const symbols = z.int().min(2).max(1024).default(4).describe('Size of the alphabet.');
/** Keys of every generated task. */
export const generated = { samples, heldOut, corrupt };
