import * as z from 'zod';
import { type ConfigEdit, editedConfig } from '../config/edits';
import { configText } from '../result/exports/provenance';
import { resultOf, sourceShape } from './sources';
import { suggestionLines, suggestions, suggestionShape } from './suggestions';
import { agentTool } from './tool';

export const suggestTool = agentTool({
  name: 'suggest',
  title: 'Suggest changes of an RNN config',
  description:
    'Gives the changes of a config that its numbers suggest (a skip connection, another beta, more units, a longer ' +
    'training, another estimator), each with the numbers behind it and the exact edits. With "apply" it returns the ' +
    "config's text after one suggestion. It writes no file: write the text yourself if the user wants it.",
  input: z.object({
    of: sourceShape,
    apply: z.int().min(1).optional().describe('Number of the suggestion whose edited config is returned.'),
  }),
  output: z.object({
    run: z.string(),
    suggestions: z.array(suggestionShape),
    edited: z.string().optional().describe('the text of the config after the edits of "apply"'),
  }),
  run: async ({ of, apply }, services, call) => {
    const { run, result, config } = await resultOf(of, services, call);
    const found = suggestions(result.advice);
    const edited =
      apply === undefined
        ? undefined
        : withEdits(config?.text ?? configText(result), result.advice.at(apply - 1)?.edits);
    if (apply !== undefined && edited === undefined)
      throw new Error(
        found.length === 0
          ? 'There is no suggestion to apply: nothing follows from these numbers.'
          : `Suggestion ${apply} is not there or has no edits. Of ${found.length}, see suggest without "apply".`,
      );
    const lines = found.length === 0 ? ['No change follows from these numbers.'] : found.flatMap(suggestionLines);
    return {
      text: [...lines, ...(edited === undefined ? [] : [`The config after suggestion ${apply ?? 0}:`, edited])].join(
        '\n',
      ),
      data: { run, suggestions: found, ...(edited === undefined ? {} : { edited }) },
    };
  },
});

const withEdits = (text: string, edits: readonly ConfigEdit[] | undefined): string | undefined =>
  edits && edits.length > 0 ? editedConfig(text, edits) : undefined;
