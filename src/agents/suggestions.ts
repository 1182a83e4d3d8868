import * as z from 'zod';
import { inEnglish } from '../base/sentence';
import { editText } from '../config/edits';
import type { Advice } from '../result/result';

export const suggestionShape = z.object({
  number: z.number().describe('its place in the list, from 1'),
  text: z.string().describe('the change and the numbers that suggest it'),
  severity: z.enum(['info', 'warning']),
  edits: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])).describe('keys from the root of the config'),
        value: z.unknown().optional().describe('absent: the key is removed'),
        insert: z.boolean().optional().describe('true: inserted into the list before the element of the path'),
      }),
    )
    .describe('the edits of the config, in order; empty where the change cannot be written as edits'),
});

export type Suggestion = z.output<typeof suggestionShape>;

export function suggestions(advice: readonly Advice[]): Suggestion[] {
  return advice.map((item, i) => ({
    number: i + 1,
    text: inEnglish(item),
    severity: item.severity,
    edits: (item.edits ?? []).map(({ path, value, insert }) => ({
      path: [...path],
      ...(value === undefined ? {} : { value }),
      ...(insert === undefined ? {} : { insert }),
    })),
  }));
}

export const suggestionLines = ({ number, text, edits }: Suggestion): string[] => [
  `Suggestion ${number}: ${text}`,
  ...edits.map((edit) => `  ${editText(edit)}`),
];
