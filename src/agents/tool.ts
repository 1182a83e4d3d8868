import type * as z from 'zod';
import type { Progress } from '../result/progress';
import type { AnalysisResult } from '../result/result';
import type { SessionResults } from './sessionResults';

/** A config: its text, and the path that the files in it are relative to. */
export interface ConfigSource {
  readonly path: string;
  readonly text: string;
  /** Whether the text is that of a file, or the path only says what files are relative to. */
  readonly saved: boolean;
}

/** The call that a tool works for. */
export interface Call {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** What tools need from the program that they run in. */
export interface AgentServices {
  /** The results of this session, by the names that answers give them. */
  readonly results: SessionResults;
  /** The path of a config that is given as text. */
  readonly unsaved: string;
  /** @throws Error whose message says why the config cannot be read */
  readonly readConfig: (path: string) => Promise<ConfigSource>;
  /** @throws Error whose message says why there is no result in the file */
  readonly readResult: (path: string) => Promise<AnalysisResult>;
  /**
   * Runs an analysis to its end, after those before it; stages that are kept are not run again.
   * @throws Error whose message says what is wrong; CancelledError
   */
  readonly analyze: (config: ConfigSource, call: Call) => Promise<AnalysisResult>;
  /** The newest kept run of a config that had other values than `result`; absent: runs are not kept. */
  readonly runBefore?: (path: string, result: AnalysisResult) => Promise<AnalysisResult | undefined>;
}

/** What a tool says: sentences for the model to read, and the same as data. */
export interface Answer<Data> {
  readonly text: string;
  readonly data: Data;
}

/** A tool that a language model calls. What the model reads of it is English. */
export interface AgentTool {
  readonly name: string;
  readonly title: string;
  /** What it does and when to use it, for the model. */
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /**
   * @param input is parsed first
   * @throws ZodError where the input does not fit; Error whose message says what is wrong; CancelledError
   */
  readonly run: (input: unknown, services: AgentServices, call: Call) => Promise<Answer<Record<string, unknown>>>;
}

/** A tool whose input and answer have the types of its schemas. */
export function agentTool<Input extends z.ZodObject, Output extends z.ZodObject>(definition: {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  readonly run: (input: z.output<Input>, services: AgentServices, call: Call) => Promise<Answer<z.output<Output>>>;
}): AgentTool {
  return {
    ...definition,
    run: (input, services, call) => definition.run(definition.input.parse(input), services, call),
  };
}
