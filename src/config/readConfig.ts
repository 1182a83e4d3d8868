import { getNodeValue, type ParseError, parseTree } from 'jsonc-parser';
import { offsetOfDepth } from '../base/nesting';
import { sentence, type Sentence, worded } from '../base/sentence';
import { checkConfig } from './checks/checkConfig';
import { checkSweptKeys } from './checks/checkSweptKeys';
import type { ConfigProblem, ConfigReading } from './text/configReading';
import { firstOf, located } from './text/located';
import { error, type Finding } from './text/problem';
import { repeatedKeys } from './text/repeatedKeys';
import { deepestNesting, syntaxMessage, withoutMark } from './text/syntax';
import { LineIndex, layerNames, layerPlaces, rangeOfValue } from './text/textPositions';
import { type AnalysisConfig, configSchema } from './schema/config';
import type { DataConfig } from './schema/data';
import type { LayerConfig } from './schema/layers';
import { schemaFindings } from './text/schemaFindings';

/** Longer texts, in characters, are refused unread: a config is written by hand. */
export const largestText = 4 * 1024 * 1024;

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
    const problems = firstOf(parseErrors, (parseError): ConfigProblem => ({
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
  const read = checkedInput(input);
  const swept =
    read.config?.sweep === undefined
      ? []
      : checkSweptKeys(read.config, input, (other) => checkedInput(other).findings.flatMap(errorOf)).map(
          (finding) => () => finding,
        );
  const findings = [...read.findings, ...swept, ...repeatedKeys(root).map((finding) => () => finding)];
  const problems = firstOf(findings, (finding) => located(finding(), root, lines));
  const { config } = read;
  return !config || problems.some((problem) => problem.severity === 'error')
    ? { problems, layers }
    : { config, problems, layers };
}

const errorOf = (make: () => Finding): Finding[] => {
  const finding = make();
  return finding.severity === 'error' ? [finding] : [];
};

/** A config as it is written, after the schema and the checks across fields; errors come first. */
function checkedInput(input: unknown): { config?: AnalysisConfig; findings: readonly (() => Finding)[] } {
  const parsed = configSchema.safeParse(input);
  if (!parsed.success) return { findings: schemaFindings(parsed.error.issues, input) };
  const { model, networks, ...rest } = parsed.data;
  const recorded = rest.data.task === 'activations';
  if (!model && !recorded) {
    const missing = error(['model'], sentence('"model" is missing: it must be an object { … }.'));
    return { findings: [() => missing] };
  }
  const config: AnalysisConfig = {
    ...rest,
    model: withLayerNames(model ?? { layers: [] }),
    ...(networks && {
      networks: Object.fromEntries(Object.entries(networks).map(([name, network]) => [name, withLayerNames(network)])),
    }),
    ...(recorded && { training: { ...rest.training, epochs: 0 } }),
    data: withStandardize(rest.data, model?.weights === undefined && rest.training.epochs > 0),
  };
  const findings = checkConfig(config);
  const of = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).map((finding) => () => finding);
  return { config, findings: [...of('error'), ...of('warning')] };
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

/** Place of `path` in the text of a config, for failures found after reading (a broken data file, unequal shapes). */
export function placeInConfig(text: string, path: readonly (string | number)[]): ConfigProblem['range'] {
  return rangeOfValue(parseTree(text, [], { allowTrailingComma: true }), path, new LineIndex(text));
}
