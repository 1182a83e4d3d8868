import { documentInReport } from './reportPage';
import { parseResultText } from './resultText';

/**
 * The document in the text of a file that somebody saved: a result as JSON, or a report as HTML. What it is has to be
 * checked (`migrate`).
 * @throws SyntaxError where the text is neither
 */
export function savedDocument(text: string): unknown {
  return text.trimStart().startsWith('<') ? documentInReport(text) : parseResultText(text);
}
