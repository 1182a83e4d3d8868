import { sentence, type Sentence, worded } from '../base/sentence';
import { createScanner, getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { checkConfig } from './checks/checkConfig';
import { LineIndex, layerNames, layerPlaces, rangeOfKey, rangeOfValue } from './text/textPositions';
import { error, type Finding, warning } from './text/problem';
import type { ConfigProblem, ConfigReading } from './text/configReading';
import { type AnalysisConfig, configSchema } from './schema/config';
import type { DataConfig } from './schema/data';
import type { LayerConfig } from './schema/layers';
import { schemaFindings } from './text/schemaFindings';

/** Longer texts, in characters, are refused unread: a config is written by hand. */
const largestText = 4 * 1024 * 1024;
/** Limit on nesting, because the parser is recursive. Configs nest a few levels deep. */
const deepestNesting = 64;

/**
 * Reads a `*.rnn.json`: JSONC -> tree -> schema -> checks across fields. Never throws; every mistake has its place in
 * the text. The config is present if no problem is an error.
 */
export function readConfig(text: string): ConfigReading {
  const source = withoutMark(text);
  const lines = new LineIndex(source);
  const refused = (said: Sentence, offset = 0): ConfigReading => ({
    problems: [{ severity: 'error', ...worded(said), path: [], range: lines.range(offset, 0) }],
    layers: [],
  });
  if (source.length > largestText)
    return refused(
      sentence('The config is larger than 4 MiB. Keep the data in separate files and name these in "data".'),
    );
  const tooDeep = offsetOfDepth(source, deepestNesting);
  if (tooDeep !== undefined)
    return refused(
      sentence('Brackets are nested more than {0} levels deep here. A config needs only a few levels.', deepestNesting),
      tooDeep,
    );
  const parseErrors: ParseError[] = [];
  const root = parseTree(source, parseErrors, { allowTrailingComma: true, disallowComments: false });
  const layers = layerPlaces(root, lines);
  if (parseErrors.length > 0 || !root) {
    const problems = parseErrors.map((parseError): ConfigProblem => ({
      severity: 'error',
      ...worded(syntaxMessage(parseError)),
      path: [],
      range: lines.range(parseError.offset, parseError.length),
    }));
    return problems.length > 0
      ? { problems, layers }
      : refused(sentence('The config is empty: it needs "data" and "model".'));
  }
  const input: unknown = getNodeValue(root);
  const parsed = configSchema.safeParse(input);
  const repeated = duplicateKeys(root);
  const located = (finding: Finding): ConfigProblem => locate(finding, root, lines);
  if (!parsed.success)
    return { problems: [...schemaFindings(parsed.error.issues, input), ...repeated].map(located), layers };
  const { model, networks, ...rest } = parsed.data;
  const recorded = rest.data.task === 'activations';
  if (!model && !recorded)
    return {
      problems: [error(['model'], sentence('"model" is missing: it must be an object { … }.')), ...repeated].map(
        located,
      ),
      layers,
    };
  const config: AnalysisConfig = {
    ...rest,
    model: withLayerNames(model ?? { layers: [] }),
    ...(networks && {
      networks: Object.fromEntries(Object.entries(networks).map(([name, network]) => [name, withLayerNames(network)])),
    }),
    ...(recorded && { training: { ...rest.training, epochs: 0 } }),
    data: withStandardize(rest.data, model?.weights === undefined && rest.training.epochs > 0),
  };
  const findings = [...checkConfig(config), ...repeated];
  const problems = findings.map(located);
  return problems.some((problem) => problem.severity === 'error') ? { problems, layers } : { config, problems, layers };
}

/** A network with given weights expects the numbers that it was trained on. */
function withStandardize(data: DataConfig, byDefault: boolean): DataConfig {
  return data.task === 'file' ? { ...data, standardize: data.standardize ?? byDefault } : data;
}

function withLayerNames<Network extends { layers: LayerConfig[] }>(
  network: Network,
): Omit<Network, 'layers'> & { layers: (LayerConfig & { name: string })[] } {
  const names = layerNames(network.layers);
  return { ...network, layers: network.layers.map((layer, index) => ({ ...layer, name: names[index] })) };
}

/**
 * Reads the JSON (with comments and trailing commas) of a problem file: its value, or its first mistake. Never throws.
 */
export function readJson(text: string): {
  readonly value?: unknown;
  readonly problem?: Pick<ConfigProblem, 'sentence' | 'range'>;
} {
  const source = withoutMark(text);
  const lines = new LineIndex(source);
  const tooDeep = offsetOfDepth(source, deepestNesting);
  if (tooDeep !== undefined)
    return {
      problem: {
        sentence: sentence('Brackets are nested more than {0} levels deep here.', deepestNesting),
        range: lines.range(tooDeep, 0),
      },
    };
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  if (errors.length > 0)
    return { problem: { sentence: syntaxMessage(errors[0]), range: lines.range(errors[0].offset, errors[0].length) } };
  return root
    ? { value: getNodeValue(root) }
    : { problem: { sentence: sentence('The file is empty.'), range: lines.range(0, 0) } };
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

/** Place of `path` in the text of a config, for failures found after reading (a broken data file, unequal shapes). */
export function placeInConfig(text: string, path: readonly (string | number)[]): ConfigProblem['range'] {
  return rangeOfValue(parseTree(text, [], { allowTrailingComma: true }), path, new LineIndex(text));
}

/** Offset at which the text first nests deeper than `limit`. */
function offsetOfDepth(text: string, limit: number): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    // The first character distinguishes a bracket from a string or a comment that contains one.
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') depth++;
    else if (first === '}' || first === ']') depth--;
    if (depth > limit) return scanner.getTokenOffset();
  }
  return undefined;
}

function locate(finding: Finding, root: Node, lines: LineIndex): ConfigProblem {
  const range =
    finding.key === undefined
      ? rangeOfValue(root, finding.path, lines)
      : rangeOfKey(root, finding.path, finding.key, lines);
  const { severity, sentence: said, path, replacement } = finding;
  return {
    severity,
    ...worded(said),
    path,
    range,
    ...(replacement && {
      fix: {
        title: replacement.title,
        range: replacement.follows ? { ...range, start: range.end } : range,
        newText: replacement.newText,
      },
    }),
  };
}

function duplicateKeys(node: Node, path: readonly (string | number)[] = []): Finding[] {
  const children = node.children ?? [];
  if (node.type === 'array') return children.flatMap((child, index) => duplicateKeys(child, [...path, index]));
  if (node.type !== 'object') return [];
  const seen = new Set<string>();
  return children.flatMap((property) => {
    const [keyNode, valueNode] = property.children ?? [];
    const key = String(keyNode.value);
    const again = seen.has(key)
      ? [
          {
            ...warning(
              path,
              sentence(
                '{0} appears twice here, and only the last one is used. Remove the other one.',
                JSON.stringify(key),
              ),
            ),
            key,
          },
        ]
      : [];
    seen.add(key);
    return [...again, ...(property.children?.length === 2 ? duplicateKeys(valueNode, [...path, key]) : [])];
  });
}

function syntaxMessage(parseError: ParseError): Sentence {
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
