import type { AnalysisConfig } from '../../src/config/schema/config';
import { readConfig } from '../../src/config/readConfig';

/**
 * The config of a text.
 * @throws Error that names every mistake of the text
 */
export function configOf(text: string): AnalysisConfig {
  const { config, problems } = readConfig(text);
  if (!config) throw new Error(problems.map(({ message }) => JSON.stringify(message)).join('\n'));
  return config;
}
