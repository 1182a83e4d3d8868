import * as z from 'zod';
import { inEnglish } from '../base/sentence';
import { headlineLines, headlines, networkShape } from './headline';
import { analyzed } from './sources';
import { suggestionLines, suggestions, suggestionShape } from './suggestions';
import { agentTool } from './tool';

export const analyzeTool = agentTool({
  name: 'analyze',
  title: 'Analyze RNN information flow',
  description:
    'Trains the recurrent network of a *.rnn.json config, or reads the states that it names, and estimates what each ' +
    'layer holds about the input, the target and its past: mutual information with estimator, unit, 95 % interval ' +
    'and bound direction, then findings, warnings and suggestions. Takes seconds to minutes; unchanged stages are ' +
    'reused. ' +
    'Use it to see where a network keeps, compresses or loses information. Report a number with its interval, and ' +
    'say so where it is a bound, rests on a model, or has a warning.',
  input: z.object({
    config: z.string().min(1).optional().describe('Path of a *.rnn.json config. Give this or "text".'),
    text: z
      .string()
      .min(1)
      .optional()
      .describe('A whole config as JSON with comments, in place of a file; nothing is written to disk.'),
  }),
  output: z.object({
    run: z.string().describe('the name of this result for explain, suggest and compare'),
    config: z.string().optional(),
    data: z.string().optional(),
    backend: z.string(),
    seed: z.number(),
    networks: z.array(networkShape),
    suggestions: z.array(suggestionShape),
  }),
  run: async ({ config, text }, services, call) => {
    if ((config === undefined) === (text === undefined))
      throw new Error('Give either "config", the path of a *.rnn.json, or "text", the config itself.');
    const source =
      text === undefined ? await services.readConfig(config ?? '') : { path: services.unsaved, text, saved: false };
    const { run, result } = await analyzed(source, services, call);
    const title = result.data ? inEnglish(result.data.title) : undefined;
    const data = {
      run,
      ...(text === undefined ? { config: source.path } : {}),
      ...(title === undefined ? {} : { data: title }),
      backend: result.environment.backend,
      seed: result.environment.seed,
      networks: headlines(result),
      suggestions: suggestions(result.advice),
    };
    const lines = [
      `Result ${run}${title === undefined ? '' : `: ${title}`}, seed ${data.seed}. Numbers of the last step of the ` +
        'last epoch, on held-out sequences.',
      ...data.networks.flatMap(headlineLines),
      ...data.suggestions.flatMap(suggestionLines),
    ];
    return { text: lines.join('\n'), data };
  },
});
