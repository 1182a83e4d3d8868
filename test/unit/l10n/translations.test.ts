import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { publishedSchema } from '../../../src/config/publishedSchema';
import { schemaIn } from '../../../scripts/schema-words.mjs';
import { languages, listedMessages, translationOf } from '../../../scripts/strings.mjs';

const root = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const words = (path: string): Record<string, string> => z.record(z.string(), z.string()).parse(JSON.parse(read(path)));

/** The places of a message, each once. */
const places = (text: string): string[] => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();

/** What a person copies stands in quotation marks or backticks; a phrase of plain words there is translated. */
const code = (text: string): string[] =>
  [...text.matchAll(/"[^"]*"|`[^`]*`/g)]
    .map(([part]) => part)
    .filter((part) => !/\{\d|^"[a-z]+(?: [a-z]+){2,}"$/.test(part))
    .sort();

/** Words of terms in another sense: a speed, a probability, and types of layers. */
const otherSense = /learned rate|[Rr]ates? of dropout|lstm, gru, attention|LAYER\/\w+/g;

/** The words of a message: without code, options, formulas and calls, whose names are those of terms too. */
const prose = (text: string): string =>
  text
    .replaceAll(/`[^`]*`|"[^"]*"|--\w+( [A-Z]+)?|\b[\w.]+\([^)]*\)/g, ' ')
    .replaceAll(otherSense, ' ')
    .replace(/^\w+ is \{0\}/, ' ')
    .replace(/\bIn Python:.*/, ' ')
    .toLowerCase();

/** The terms of the glossary that have one Chinese word, the longest first: "entropy rate" is no "rate". */
const terms = [...read('docs/glossary.md').split('## The terms in Chinese')[1].matchAll(/^\| (.+) \| (.+) \|$/gm)]
  .map(([, english, chinese]) => ({ english: english.toLowerCase(), chinese }))
  .filter(({ english, chinese }) => /^[a-z -]+$/.test(english) && /^\p{Script=Han}+$/u.test(chinese))
  .sort((a, b) => b.english.length - a.english.length);

/** The glossary's terms that a message has and its translation has not. */
function lost(english: string, chinese: string): string[] {
  let rest = prose(english);
  return terms.flatMap((term) => {
    const found = new RegExp(`\\b${term.english}(?:s|es)?\\b`, 'g');
    if (!found.test(rest)) return [];
    rest = rest.replaceAll(found, ' ');
    return chinese.includes(term.chinese) ? [] : [`${term.english} (${term.chinese})`];
  });
}

test('the languages are English and Simplified Chinese', () => expect(languages).toEqual(['zh-cn']));

describe.each(languages)('the messages in %s', (language) => {
  const translated = translationOf(language);

  it('are all there, and no other', () => {
    const listed = listedMessages();
    const hint = 'see "A sentence" in CONTRIBUTING.md';
    expect(
      listed.filter((message) => !Object.hasOwn(translated, message)),
      hint,
    ).toEqual([]);
    expect(
      Object.keys(translated).filter((message) => !listed.includes(message)),
      hint,
    ).toEqual([]);
  });

  it('keep the places and the code', () => {
    const kept = (text: string): string[] => [...places(text), ...code(text)];
    const changed = Object.entries(translated).filter(
      ([english, text]) => text.trim() === '' || String(kept(text)) !== String(kept(english)),
    );
    expect(changed).toEqual([]);
  });
});

test('the terms of the glossary are used in every Chinese message', () => {
  expect(terms.length).toBeGreaterThan(40);
  expect(lost('the mutual information of {0}', '{0} 的共同信息')).toEqual(['mutual information (互信息)']);
  expect(lost('the entropy rate', '熵率')).toEqual([]);
  const wrong = Object.entries(translationOf('zh-cn')).flatMap(([english, chinese]) =>
    lost(english, chinese).map((term) => `${term}: ${english}`),
  );
  expect(wrong).toEqual([]);
});

describe('package.json', () => {
  const manifest = read('package.json');
  const english = words('package.nls.json');
  const links = (text: string): string[] => text.match(/\(command:[^)]*\)|\*\.rnn\.json/g) ?? [];

  it('has its words in a table, and uses all of them', () => {
    const used = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    expect(used.sort()).toEqual(Object.keys(english).sort());
    // What models read of a tool is English.
    const people = manifest.replace(/"inputSchema": \{[\s\S]*?\n        \}/g, '');
    const untranslated = /"(?:title|name|description|markdownDescription|contents)": "[^%"\n]* [^"\n]*"/g;
    expect((people.match(untranslated) ?? []).filter((one) => !one.includes('RNN Information Flow'))).toEqual([]);
  });

  it.each(languages)('has each of its words in %s', (language) => {
    const translated = words(`package.nls.${language}.json`);
    expect(Object.keys(translated)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english)) expect(links(translated[key]), key).toEqual(links(text));
  });

  it.each(languages)('has the pages of its walkthrough in %s', (language) => {
    const pages = [...manifest.matchAll(/"markdown": "([^"]+)\.md"/g)].map(([, page]) => page);
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) expect(existsSync(join(root, `${page}.nls.${language}.md`)), page).toBe(true);
  });
});

test.each(languages)('what keys of a config say of themselves is there in %s', (language) => {
  const translated = translationOf(language);
  const schema = schemaIn(publishedSchema(), translated);
  const own = spoken(schema);
  expect(own.length).toBeGreaterThan(150);
  expect(own.filter((text) => !/\p{Script=Han}/u.test(text) && /[a-z]{3}/.test(text))).toEqual([]);
  // Nothing else is changed.
  expect(JSON.stringify(schemaIn(schema, {}), withoutWords)).toBe(JSON.stringify(publishedSchema(), withoutWords));
});

const isWords = (key: string): boolean => key === 'description' || key === 'title';
const withoutWords = (key: string, value: unknown): unknown =>
  (isWords(key) || key === 'label') && typeof value === 'string' ? '' : value;

/** Every description and title in a schema. */
function spoken(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    isWords(key) && typeof part === 'string' ? [part] : spoken(part),
  );
}
