import * as z from 'zod';
import { configSchema } from './schema/config';

/**
 * The JSON Schema of `*.rnn.json` for editors: completion, hovers and checks while typing (draft 7, as VS Code's JSON
 * service wants it).
 */
export function publishedSchema(): Record<string, unknown> {
  const schema: Record<string, unknown> = {
    ...z.toJSONSchema(configSchema, { target: 'draft-07', io: 'input', unrepresentable: 'any' }),
  };
  return { ...schema, title: 'RNN information flow config', allowComments: true, allowTrailingCommas: true };
}
