import { describe, expect, it } from 'vitest';
import { publishedSchema } from '../../../src/config/publishedSchema';
import { readConfig } from '../../../src/config/readConfig';
import { layerSchema } from '../../../src/config/schema/layers';
import { valueAt } from '../../../src/config/layers/valueAt';
import { configTemplates } from '../../../src/config/templates/templates';

const at = (value: unknown, ...path: readonly (string | number)[]): unknown => valueAt(value, path);

describe('a template', () => {
  it.each(configTemplates.map(({ name, text }) => [name, text]))('%s is a config without a mistake', (_, text) => {
    const { problems, config } = readConfig(text);
    expect(problems).toEqual([]);
    expect(config).toBeDefined();
  });

  it('is proposed by the schema, as it is', () => {
    const proposed = at(publishedSchema(), 'defaultSnippets');
    expect(proposed).toHaveLength(configTemplates.length);
    expect(proposed).toContainEqual(expect.objectContaining({ bodyText: configTemplates[0].text.trimEnd() }));
  });
});

describe('a proposed layer', () => {
  const proposed = at(publishedSchema(), 'properties', 'model', 'properties', 'layers', 'items', 'defaultSnippets');
  const snippets = Array.isArray(proposed) ? proposed : [];

  it('stands for every kind of layer', () => {
    expect(snippets.map((snippet) => at(snippet, 'label'))).toEqual(
      layerSchema.options.map(({ shape }) => shape.type.value),
    );
  });

  it.each(snippets.map((snippet): [unknown, unknown] => [at(snippet, 'label'), at(snippet, 'body')]))(
    '%s has all keys that it needs',
    (_, body) => {
      // As VS Code inserts it: a text that begins with ^ stands without quotes, and a place holds its default.
      const inserted = JSON.stringify(body)
        .replace(/"\^([^"]*)"/g, '$1')
        .replace(/\$\{\d+:([^}]*)\}/g, '$1');
      expect(() => layerSchema.parse(JSON.parse(inserted))).not.toThrow();
    },
  );
});
