import { findNodeAtLocation, parse, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { offsetOfDepth, offsetOfDepthInJson } from '../../base/nesting';
import type { ValuePath } from './sequenceReader';

/** The parser that finds the place of a mistake is recursive. */
const deepestNesting = 64;

/** One line of a JSON Lines file. */
export class JsonLine {
  constructor(
    private readonly file: string,
    private readonly text: string,
    readonly line: number,
  ) {}

  get startsList(): boolean {
    return this.text.trimStart().startsWith('[');
  }

  /** @throws InputError with line and column where it is not JSON */
  parse(): unknown {
    let value: unknown;
    try {
      value = JSON.parse(this.text);
    } catch {
      throw this.notJson();
    }
    this.refuse(offsetOfDepthInJson(this.text, deepestNesting));
    return value;
  }

  private notJson(): InputError {
    this.refuse(offsetOfDepth(this.text, deepestNesting));
    const errors: ParseError[] = [];
    parse(this.text, errors, { allowTrailingComma: false, disallowComments: true });
    const first = errors.at(0);
    return this.at(
      first?.offset,
      first
        ? sentence(
            'This line is not JSON ({0}); NaN and Infinity are not JSON either. Write null in their place, and ' +
              'each line in Python by json.dumps(record).',
            printParseErrorCode(first.error)
              .replace(/([a-z])([A-Z])/g, '$1 $2')
              .toLowerCase(),
          )
        : sentence(
            'This line is not JSON; NaN and Infinity are not JSON either. Write null in their place, and each ' +
              'line in Python by json.dumps(record).',
          ),
    );
  }

  private refuse(tooDeep: number | undefined): void {
    if (tooDeep === undefined) return;
    throw this.at(
      tooDeep,
      sentence('Brackets are nested more than {0} levels deep here. A sequence needs only a few.', deepestNesting),
    );
  }

  /** An error at a value of the line, or at its start where there is no such value. */
  blame(path: ValuePath, what: Sentence): InputError {
    const tree = parseTree(this.text);
    const node = tree && findNodeAtLocation(tree, [...path]);
    return this.at(node?.offset, what);
  }

  private at(offset: number | undefined, what: Sentence): InputError {
    return new InputError(what, this.file, { line: this.line, column: (offset ?? 0) + 1 });
  }
}
