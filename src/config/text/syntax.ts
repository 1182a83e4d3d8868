import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import { sentence, type Sentence } from '../../base/sentence';

/** Limit on nesting, because the parser is recursive. Configs nest a few levels deep. */
export const deepestNesting = 64;

/** The text with a space in place of a byte order mark, so that offsets stay. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

export function syntaxMessage(parseError: ParseError): Sentence {
  const sentences: Record<string, Sentence> = {
    InvalidSymbol: sentence(
      'This is not JSON: strings need double quotes, and only true, false, null and numbers are written ' +
        'without quotes.',
    ),
    InvalidNumberFormat: sentence('This is not a valid JSON number.'),
    PropertyNameExpected: sentence('A key in double quotes is expected here.'),
    ValueExpected: sentence('A value is expected here.'),
    ColonExpected: sentence('A colon is expected here.'),
    CommaExpected: sentence('A comma is missing before this.'),
    CloseBraceExpected: sentence('A closing } is missing.'),
    CloseBracketExpected: sentence('A closing ] is missing.'),
    EndOfFileExpected: sentence('The JSON value ends before this. Remove the text that follows it.'),
    UnexpectedEndOfComment: sentence('This comment is not closed: */ is missing.'),
    UnexpectedEndOfString: sentence('This string is not closed: a " is missing.'),
  };
  const code = printParseErrorCode(parseError.error);
  return sentences[code] ?? sentence('This is not JSON with comments ({0}).', code);
}
