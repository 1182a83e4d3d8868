import * as z from 'zod';
import type { AnalysisResult } from '../result/result';
import { explained, explanationLines, explanationShape } from './explanation';
import { agentTool } from './tool';
import { resultOf, sourceShape } from './sources';
import { selected, selectionShape } from './selection';
import { termNamed } from './termNamed';

/** Numbers that one answer explains: more are noise to a reader. */
const most = 12;

export const explainTool = agentTool({
  name: 'explain',
  title: 'Explain a number of an RNN analysis',
  description:
    'Explains single numbers of a result: what the quantity is, its 95 % interval and which ends are certain, the ' +
    'estimator and why it was chosen, the side of the truth on which it stands, the model that it assumes, the most ' +
    'that the number can be, its exact value where the task has one, the same by other estimators, and its warnings. ' +
    'Name the quantity and the layer to choose numbers. Or give "term" for a word of the glossary (bound, horizon, ' +
    'declared noise, beta, certified). Use it before you tell the user what a number means.',
  input: z.object({
    of: sourceShape
      .optional()
      .describe('Which result: "run-1", a *.rnn.json config, or a saved result. Or give "term".'),
    ...selectionShape,
    term: z.string().min(1).optional().describe('A word of the glossary, in place of "of".'),
  }),
  output: z.object({
    run: z.string().optional(),
    found: z.number().optional().describe('how many numbers match'),
    numbers: z.array(explanationShape).optional().describe(`the first ${most} of them`),
    term: z.string().optional(),
    meaning: z.string().optional(),
  }),
  run: async ({ of, term, ...selection }, services, call) => {
    if ((of === undefined) === (term === undefined))
      throw new Error('Give either "of", a result, with the number to explain, or "term", a word of the glossary.');
    if (term !== undefined) {
      const known = termNamed(term);
      return { text: `${known.term}: ${known.meaning}`, data: { ...known } };
    }
    const { run, result } = await resultOf(of ?? '', services, call);
    const found = selected(result, selection);
    if (found.length === 0)
      throw new Error(
        `No number of ${run} matches. It has ${quantitiesIn(result).join(', ')} of ` +
          `${result.layers.map(({ name }) => name).join(', ')}.`,
      );
    const numbers = found.slice(0, most).map((one) => explained(one));
    const rest = found.length - numbers.length;
    return {
      text: [
        ...numbers.map((one) => explanationLines(one).join('\n')),
        ...(rest > 0 ? [`${rest} more match: name the layer, the lag or the epoch.`] : []),
      ].join('\n\n'),
      data: { run, found: found.length, numbers },
    };
  },
});

const quantitiesIn = ({ estimates }: AnalysisResult): string[] => [
  ...new Set(estimates.map(({ quantity }) => quantity)),
];
