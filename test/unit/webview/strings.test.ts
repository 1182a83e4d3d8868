import { expect, test } from 'vitest';
import { listedMessages, projectMessages } from '../../../scripts/strings.mjs';
import { setStrings, t } from '../../../webview/ui/l10n';

test('every message of the page is a literal that translators are given', () => {
  const listed = new Set(listedMessages());
  expect(
    projectMessages().filter((message) => !listed.has(message)),
    'run: node scripts/strings.mjs --write',
  ).toEqual([]);
});

test('a message is translated by its English text, and its places are filled in', () => {
  setStrings({ '{0} of {1}': '{1} davon {0}' });
  expect(t('{0} of {1}', 2, 'x')).toBe('x davon 2');
  expect(t('{0} and {2}', 'a', 'b')).toBe('a and {2}');
  expect(t('toString')).toBe('toString');
  setStrings({});
  expect(t('{0} of {1}', 2, 'x')).toBe('2 of x');
});
