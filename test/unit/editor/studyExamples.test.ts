import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { configSchema } from '../../../src/config/schema/config';
import { studyNames } from '../../../src/config/schema/studies/studyNames';
import { studyCommands } from '../../../src/contributions';
import { studyExamples } from '../../../src/editor/configs/studyExamples';

const root = join(__dirname, '../../..');
const configs = studyExamples.map(({ path }) =>
  configSchema.parse(parse(readFileSync(join(root, 'examples', path), 'utf8'))),
);

test('every study has an example, every example asks for a study, and every command opens one', () => {
  for (const name of studyNames)
    expect(
      configs.some((config) => config[name]),
      name,
    ).toBe(true);
  configs.forEach((config, i) =>
    expect(
      studyNames.some((name) => config[name]),
      studyExamples[i].path,
    ).toBe(true),
  );
  expect(new Set(studyExamples.map(({ command }) => command))).toEqual(new Set(Object.values(studyCommands)));
});

test('the palette asks the question of the study', () => {
  const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly commands: { readonly command: string; readonly title: string }[] };
  };
  for (const { command, question } of studyExamples)
    expect(contributes.commands.find((one) => one.command === command)?.title).toBe(`Study: ${inEnglish(question)}`);
});
