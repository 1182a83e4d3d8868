import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { configSchema } from '../../../src/config/schema/config';
import { askedStudies, studyNames } from '../../../src/config/schema/studies/studyNames';
import { studyCommands } from '../../../src/contributions';
import { studyExamples } from '../../../src/editor/configs/studyExamples';

const root = join(__dirname, '../../..');
const configs = studyExamples.map(({ path }) =>
  configSchema.parse(parse(readFileSync(join(root, 'examples', path), 'utf8'))),
);

test('every study has an example, every example asks for a study, and every command opens one', () => {
  for (const name of studyNames)
    expect(
      configs.some((config) => askedStudies(config).includes(name)),
      name,
    ).toBe(true);
  configs.forEach((config, i) => expect(askedStudies(config), studyExamples[i].path).not.toEqual([]));
  expect(new Set(studyExamples.map(({ command }) => command))).toEqual(new Set(Object.values(studyCommands)));
});

test('the palette asks the question of the study', () => {
  const titles = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Readonly<Record<string, string>>;
  for (const { command, question } of studyExamples)
    expect(titles[command.replace('rnnInformationFlow.', 'command.')]).toBe(`Study: ${inEnglish(question)}`);
});
