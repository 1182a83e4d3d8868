import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { type StudyName, studyNames } from '../../src/config/schema/studies/studyNames';

const root = join(__dirname, '../..');

/** The only files outside of its folders that know a study. Each has one line of it. */
const registries: readonly string[] = [
  'src/config/schema/studies/studyNames.ts',
  'src/config/schema/studies/studies.ts',
  'src/config/checks/checkStudies.ts',
  'src/result/studies.ts',
  'src/analysis/studies/studies.ts',
  'src/cli/studies/studyTables.ts',
  'src/editor/configs/studyExamples.ts',
  'src/contributions.ts',
  'src/page/chartHelp.ts',
  'webview/charts/studies/kinds.ts',
  'webview/fake/studies/fakeStudies.ts',
];

/** Files that know a study for what they do themselves. */
const others: Readonly<Partial<Record<StudyName, readonly string[]>>> = {
  // The command line writes the compressed network.
  compress: ['src/cli/writePruned.ts'],
  // Levels of corruption are read by the study.
  robustness: ['src/config/schema/corrupt.ts', 'src/config/checks/checkCorruption.ts'],
  // The number on show, and the key across, are chosen above the chart.
  sweep: ['webview/view/panel.ts'],
};

/** A sweep was there before it became a study, and is one of two: its folders have the names of their questions. */
const folderOf = (name: StudyName): string => (name === 'sweep' ? '(?:generalisation|keySweep)' : name);

const sources = ['src', 'webview'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const place = join(folder, path).replaceAll('\\', '/');
      return { place, text: readFileSync(join(root, place), 'utf8') };
    }),
);

/** The files of the project that a file imports. */
const importsOf = ({ place, text }: (typeof sources)[number]): string[] =>
  [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path]) =>
    relative(root, resolve(root, dirname(place), path)).replaceAll('\\', '/'),
  );

const mayKnow = (name: StudyName, place: string): boolean =>
  registries.includes(place) || others[name]?.includes(place) === true;

it.each(studyNames)('"%s" is known by its folders and one line of each registry', (name) => {
  const isOwn = (path: string): boolean => new RegExp(`/studies/${folderOf(name)}(?:/|\\.ts$|$)`).test(path);
  const knowing = sources.filter((file) => !isOwn(file.place) && importsOf(file).some(isOwn));
  expect(knowing.map(({ place }) => place).filter((place) => !mayKnow(name, place))).toEqual([]);
});

/** Keys that are no other word of the code. */
const unmistakable: readonly StudyName[] = ['robustness', 'enhance', 'attribution'];

it.each(unmistakable)('nothing else names "%s"', (name) => {
  const isOwn = (place: string): boolean => new RegExp(`/studies/${name}(?:/|\\.ts$)`).test(place);
  const naming = sources.filter(
    ({ place, text }) => !isOwn(place) && new RegExp(`\\b${name}(?![a-z])`).test(code(text)),
  );
  expect(naming.map(({ place }) => place).filter((place) => !mayKnow(name, place))).toEqual([]);
});

/** A source without its comments. */
const code = (text: string): string => text.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');
