// The messages that a translation needs: the string literals in `t(…)` and `sentence(…)`, and the sentences of the
// analysis. A translation is l10n/bundle.l10n.LANGUAGE.json: the English message, and what it is in the language.
//
// node scripts/strings.mjs                  says which messages are not listed, and which are not translated
// node scripts/strings.mjs --write          lists the messages; translations lose what is no message any more
// node scripts/strings.mjs --missing zh-cn  prints what is not translated as JSON, to be filled in
// node scripts/strings.mjs --add zh-cn FILE adds the filled in JSON to the translation
import ts from 'typescript';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, 'l10n', 'bundle.l10n.json');

/**
 * Messages of a source file: literal first arguments of `t(…)`, `l10n.t(…)` and `sentence(…)`, literal `message`
 * properties of the analysis, the tables of the texts of warnings and reasons, and what the config's keys say of
 * themselves.
 * @param {string} path
 * @param {{ readonly [kind in 'within' | 'tables' | 'described' | 'allowDynamic']: RegExp }} sentences
 */
function messagesOf(path, sentences) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  /** @type {string[]} */
  const messages = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const makesWords =
      ts.isCallExpression(node) &&
      (['t', 'sentence'].includes(calleeName(node.expression)) ||
        (sentences.described.test(path) && calleeName(node.expression) === 'describe'));
    if (makesWords && node.arguments.length > 0) {
      const [first] = node.arguments;
      const texts = literals(first);
      if (texts) messages.push(...texts);
      else if (!sentences.allowDynamic.test(path))
        throw new Error(`${path}: ${node.getText()} has no literal message.`);
    }
    if (sentences.within.test(path) && ts.isPropertyAssignment(node) && node.name.getText() === 'message')
      messages.push(...(literals(node.initializer) ?? []));
    if (sentences.tables.test(path) && ts.isPropertyAssignment(node))
      messages.push(...(literals(node.initializer) ?? []));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return messages;
}

/**
 * All texts that an expression of string literals, `+` and `? :` can have; undefined for any other expression.
 * @param {ts.Expression} node
 * @returns {string[] | undefined}
 */
function literals(node) {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return literals(node.expression);
  if (ts.isConditionalExpression(node))
    return both(literals(node.whenTrue), literals(node.whenFalse), (a, b) => [...a, ...b]);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return both(literals(node.left), literals(node.right), (a, b) =>
      a.flatMap((left) => b.map((right) => left + right)),
    );
  return undefined;
}

/**
 * @param {string[] | undefined} a
 * @param {string[] | undefined} b
 * @param {(a: string[], b: string[]) => string[]} join
 */
const both = (a, b, join) => (a && b ? join(a, b) : undefined);

/** @param {ts.Expression} expression */
function calleeName(expression) {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}

/** Every message of the project, sorted. */
export function projectMessages() {
  const folders = ['webview', 'src'];
  const sentences = {
    within: /src.analysis|src.result.warningSentence/,
    allowDynamic: /model.sentence\.ts$|editor.translated\.ts$/,
    described: /src.config/,
    tables: /result.(?:warning|reason)Texts\.ts$/,
  };
  const files = folders.flatMap((folder) => filesIn(join(root, folder)));
  return [...new Set(files.flatMap((path) => messagesOf(path, sentences)))].sort();
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !/^(?:fake|generated)/.test(name))
    .map((name) => join(folder, name));
}

/** The messages that l10n/bundle.l10n.json lists. */
export function listedMessages() {
  return Object.keys(JSON.parse(readFileSync(bundle, 'utf8')));
}

/** The languages beside English, as VS Code names them. */
export const languages = readdirSync(join(root, 'l10n'))
  .map((name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1])
  .filter((language) => language !== undefined)
  .sort();

/** @param {string} language */
const bundleOf = (language) => join(root, 'l10n', `bundle.l10n.${language}.json`);

/**
 * The messages in a language.
 * @param {string} language
 * @returns {Record<string, string>}
 */
export const translationOf = (language) => JSON.parse(readFileSync(bundleOf(language), 'utf8'));

/**
 * Keeps of a translation what is a message, in the order of the messages.
 * @param {string} language
 * @param {readonly string[]} messages
 * @param {Record<string, string>} translated
 */
function writeTranslation(language, messages, translated) {
  const kept = messages.filter((message) => Object.hasOwn(translated, message) && translated[message] !== '');
  write(bundleOf(language), Object.fromEntries(kept.map((message) => [message, translated[message]])));
}

/**
 * @param {string} path
 * @param {unknown} value
 */
const write = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

/** @param {string} name */
function valueAfter(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const messages = projectMessages();
  /** @param {string} language */
  const missingIn = (language) => messages.filter((message) => !Object.hasOwn(translationOf(language), message));
  const asked = valueAfter('--missing');
  const added = valueAfter('--add');
  if (asked !== undefined) {
    console.log(JSON.stringify(Object.fromEntries(missingIn(asked).map((message) => [message, ''])), null, 2));
  } else {
    if (added !== undefined) {
      const filled = JSON.parse(readFileSync(process.argv[process.argv.indexOf('--add') + 2], 'utf8'));
      writeTranslation(added, messages, { ...translationOf(added), ...filled });
    }
    if (process.argv.includes('--write')) {
      write(bundle, Object.fromEntries(messages.map((message) => [message, message])));
      for (const language of languages) writeTranslation(language, messages, translationOf(language));
    }
    const listed = new Set(listedMessages());
    const unlisted = messages.filter((message) => !listed.has(message));
    console.log(`${messages.length} messages, ${unlisted.length} not listed`);
    for (const language of languages) {
      const missing = missingIn(language);
      console.log(`${language}: ${missing.length} not translated`);
      for (const message of missing) console.log(`  ${JSON.stringify(message)}`);
      if (missing.length > 0) process.exitCode = 1;
    }
    if (unlisted.length > 0) process.exitCode = 1;
  }
}
