import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { agentTools } from '../../../src/agents/tools';
import { languageModelTools } from '../../../src/contributions';

const path = join(__dirname, '../../../package.json');

/** What package.json says of each tool: people read it in their language, models in English. */
const contributed = Object.entries(languageModelTools).map(([name, id]) => {
  const tool = agentTools.find((one) => one.name === name);
  if (!tool) throw new Error(`There is no tool ${name}.`);
  const { $schema, ...inputSchema } = z.toJSONSchema(tool.input, { target: 'draft-07', io: 'input' });
  expect($schema).toBeDefined();
  return {
    name: id,
    toolReferenceName: `rnn${name[0].toUpperCase()}${name.slice(1)}`,
    displayName: `%tool.${name}%`,
    userDescription: `%tool.${name}.description%`,
    modelDescription: tool.description,
    icon: { analyze: '$(graph)', explain: '$(question)', suggest: '$(lightbulb)', compare: '$(diff)' }[name],
    canBeReferencedInPrompt: true,
    tags: ['rnn', 'machine-learning', 'information-theory'],
    when: 'isWorkspaceTrusted',
    inputSchema,
  };
});

const object = z.record(z.string(), z.unknown());

test('package.json contributes every tool with its schema (UPDATE_MANIFEST=1 writes them)', () => {
  const text = readFileSync(path, 'utf8');
  const manifest = object.parse(JSON.parse(text));
  const given = object.parse(manifest.contributes);
  if (process.env.UPDATE_MANIFEST === '1') {
    const contributes = { ...given, languageModelTools: contributed };
    writeFileSync(path, `${JSON.stringify({ ...manifest, contributes }, null, 2)}\n`);
  } else expect(given.languageModelTools).toEqual(contributed);
  expect(Object.keys(languageModelTools)).toEqual(agentTools.map(({ name }) => name));
});
