import * as z from 'zod';
import { inEnglish, sentence } from '../base/sentence';
import { configSchema } from './schema/config';
import { layerSchema } from './schema/layers';
import { type JsonSnippet, layerSnippets } from './templates/layerSnippets';
import { type ConfigTemplate, configTemplates } from './templates/templates';

/**
 * The JSON Schema of `*.rnn.json` for editors: completion, hovers, proposals of whole configs and layers, and checks
 * while typing (draft 7, as VS Code's JSON service wants it).
 */
export function publishedSchema(): Record<string, unknown> {
  const schema: Record<string, unknown> = {
    ...z.toJSONSchema(configSchema, {
      target: 'draft-07',
      io: 'input',
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema === layerSchema) jsonSchema.defaultSnippets = layerSnippets(jsonSchema.oneOf ?? []);
      },
    }),
  };
  return {
    ...schema,
    title: inEnglish(sentence('RNN information flow config')),
    defaultSnippets: configTemplates.map(configSnippet),
    allowComments: true,
    allowTrailingCommas: true,
  };
}

function configSnippet({ title, shows, text }: ConfigTemplate): JsonSnippet {
  return { label: inEnglish(title), description: inEnglish(shows), bodyText: text.trimEnd() };
}
