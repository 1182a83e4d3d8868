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

test('the examples of a study ask for it, and every study has one', () => {
  expect(new Set(studyExamples.map(({ study }) => study))).toEqual(new Set(studyNames));
  configs.forEach((config, i) => expect(askedStudies(config), studyExamples[i].path).toContain(studyExamples[i].study));
});

test('the palette asks the question of the study', () => {
  const titles = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Readonly<Record<string, string>>;
  for (const { study, question } of studyExamples)
    expect(titles[studyCommands[study].replace('rnnInformationFlow.', 'command.')]).toBe(
      `Study: ${inEnglish(question)}`,
    );
});

test('the README has a picture of every study, and the script that takes it names one of its examples', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const script = readFileSync(join(root, 'scripts/study-pictures.mjs'), 'utf8');
  const pictures = [...script.matchAll(/name: '(\w+)', example: '([^']+)'/g)];
  for (const [, name] of pictures) expect(readme).toContain(`media/readme/study-${name}.png`);
  const pictured = pictures.map(([, , example]) => `${example}.rnn.json`);
  for (const name of studyNames)
    expect(
      studyExamples.some(({ study, path }) => study === name && pictured.includes(path)),
      name,
    ).toBe(true);
});
