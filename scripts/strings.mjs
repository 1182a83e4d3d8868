// The messages that a translation needs: the string literals in `t(…)` and `sentence(…)`, and the sentences of the
// analysis. `node scripts/strings.mjs --write` adds new ones to l10n/bundle.l10n.json. A translation is a copy of this
// file with the name bundle.l10n.LANGUAGE.json.
import ts from 'typescript';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, 'l10n', 'bundle.l10n.json');

/**
 * Messages of a source file: literal first arguments of `t(…)`, `l10n.t(…)` and `sentence(…)`, literal `message`
 * properties of the analysis, and the tables of the texts of warnings and reasons.
 * @param {string} path
 * @param {{ readonly within: RegExp, readonly tables: RegExp, readonly allowDynamic: RegExp }} sentences
 */
function messagesOf(path, sentences) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  /** @type {string[]} */
  const messages = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const makesWords = ts.isCallExpression(node) && ['t', 'sentence'].includes(calleeName(node.expression));
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const messages = projectMessages();
  if (process.argv.includes('--write'))
    writeFileSync(
      bundle,
      JSON.stringify(Object.fromEntries(messages.map((message) => [message, message])), null, 2) + '\n',
    );
  const missing = messages.filter((message) => !listedMessages().includes(message));
  console.log(`${messages.length} messages, ${missing.length} not listed`);
  process.exitCode = missing.length ? 1 : 0;
}
