import { join, resolve } from 'node:path';
import { inEnglish } from '../../base/sentence';
import { Turns } from '../../base/turns';
import { userCacheFolder } from '../../base/userCacheFolder';
import { SessionResults } from '../../agents/sessionResults';
import type { AgentServices } from '../../agents/tool';
import type { BackendChoice } from '../../engine/process/protocol';
import type { EngineSupervisor } from '../../engine/process/supervisor';
import { wholeRun } from '../../engine/process/wholeRun';
import { exportedResult } from '../../result/files/exportedResult';
import { readText } from '../readText';
import { insideFolder } from './insideFolder';

export interface McpOptions {
  /** Paths are relative to it, and files outside it are not read. */
  readonly folder: string;
  readonly backend: BackendChoice;
  readonly cache: boolean;
}

/** The services of the tools over the command line: files of one folder, one analysis at a time in the engine. */
export function mcpServices({ folder, backend, cache }: McpOptions, supervisor: EngineSupervisor): AgentServices {
  const root = resolve(folder);
  const turns = new Turns();
  return {
    results: new SessionResults(),
    unsaved: join(root, 'unsaved.rnn.json'),
    readConfig: async (name) => {
      const path = await insideFolder(name, root);
      return { path, text: await readText(path), saved: true };
    },
    readResult: async (name) => {
      const read = await exportedResult(await insideFolder(name, root));
      if ('ignored' in read) throw new Error(`${name}: ${inEnglish(read.ignored)}`);
      return read.result;
    },
    analyze: ({ path, text }, call) =>
      turns.take(call.signal, () =>
        wholeRun(
          supervisor,
          {
            configPath: path,
            configText: text,
            backend,
            dataRoots: [root],
            ...(cache ? { cacheFolder: join(userCacheFolder(), 'stages') } : {}),
          },
          call,
        ),
      ),
  };
}
