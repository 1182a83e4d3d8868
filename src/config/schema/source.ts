import * as z from 'zod';
import { generatedTasks } from './generatedTasks';

const probability = z.number().min(0).max(1);
/** The law of the inputs of files. */
export const source = z
  .union([
    z.enum(['uniform', 'gaussian']),
    z.strictObject({
      probabilities: z
        .union([z.array(probability).min(2).max(65_536), z.array(z.array(probability).min(2).max(65_536)).min(1)])
        .describe('Of every symbol: one list for all steps, or a list for each step.'),
      counted: z
        .boolean()
        .optional()
        .describe('Whether they were counted in the data: numbers then rest on them, and say so.'),
    }),
    z.discriminatedUnion('task', generatedTasks),
  ])
  .optional()
  .describe(
    'The law that the inputs were drawn from, where you know it: information about them can then be followed far ' +
      'beyond the log of their number, from both sides. "uniform": independent symbols, each as likely as any. ' +
      '"gaussian": independent standard normal numbers. { "probabilities": [...] }: independent symbols. Or a task, ' +
      'as `data` names it: { "task": "markov", "symbols": 4, ... }. Inputs that cannot be of this law are refused.',
  );
