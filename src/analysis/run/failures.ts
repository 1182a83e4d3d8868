import { isAbsolute, relative, dirname } from 'node:path';
import { sentence, type Sentence, worded } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { pathInNetwork } from '../../config/layers/networks';
import { placeInConfig, readConfig } from '../../config/readConfig';
import type { ConfigProblem } from '../../config/text/configReading';
import type { AnalysisConfig } from '../../config/schema/config';

interface ConfigText {
  readonly configPath: string;
  readonly configText: string;
  /** The network that is analysed in the model's place: its mistakes are marked at its own entry in the config. */
  readonly network?: string | undefined;
}

/** A config that cannot be analysed, with the place of every mistake. The message is that of the first. */
export class ConfigError extends InputError {
  constructor(
    file: string,
    readonly problems: readonly ConfigProblem[],
  ) {
    super(problems[0].sentence, file, problems[0].range.position);
  }
}

/** @throws ConfigError when the config has an error */
export function parseConfig(input: ConfigText): AnalysisConfig {
  const { config, problems } = readConfig(input.configText);
  if (!config)
    throw new ConfigError(
      input.configPath,
      problems.filter((problem) => problem.severity === 'error'),
    );
  return config;
}

/**
 * Runs `work` and moves its InputErrors to the line of the config that named the cause, because a person fixes the
 * config, whichever file was wrong. The place inside a data file goes into the sentence.
 */
export async function withConfigLocation<T>(
  input: ConfigText,
  path: readonly (string | number)[],
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof InputError) || failure instanceof ConfigError) throw failure;
    const named = failure.configPath ?? path;
    const at = input.network === undefined ? named : pathInNetwork(input.network, named);
    const range = placeInConfig(input.configText, at);
    throw new ConfigError(input.configPath, [
      { severity: 'error', ...worded(inFile(failure, input.configPath)), path: at, range },
    ]);
  }
}

function inFile(failure: InputError, configPath: string): Sentence {
  const { file, position, message, sentence: said } = failure;
  if (file === undefined || file === configPath) return said;
  const shown = isAbsolute(file) ? relative(dirname(configPath), file) : file;
  return position
    ? sentence('{0}:{1}:{2}: {3}', shown, position.line, position.column, said)
    : message.includes(shown)
      ? said
      : sentence('{0}: {1}', shown, said);
}
