import { firstLook } from '../../analysis/run/firstLook';
import { runAnalysis } from '../../analysis/run/runAnalysis';
import { FolderBytes } from '../../analysis/cache/keptBytes';
import { noCache } from '../../analysis/cache/stageCache';
import { useFiles } from '../../browser/files';
import { runEstimationJob } from '../../information/runJob';
import type { EngineCall } from '../process/protocol';
import { serveEngine } from '../process/serve';
import { HostFiles } from './hostFiles';
import type { FromEngineWorker, ToEngineWorker } from './messages';
import { startWebBackend } from './startWebBackend';
import type { WorkerScope } from './worker';

declare const self: WorkerScope;

// The engine's worker: the extension starts it in a browser, and ends it.
const post = (message: FromEngineWorker): void => self.postMessage(message);
const files = new HostFiles(post);
useFiles(files);
let wasm = new Uint8Array();

/** Bytes of the states of all runs. A file of states is a quarter of it at most, and each look reads it as a whole. */
const mostKept = 2 ** 27;

serveEngine(
  {
    send: post,
    onCall: (handle) =>
      self.addEventListener('message', ({ data }) => {
        const message = data as ToEngineWorker;
        if (message.type === 'begin') wasm = Uint8Array.from(message.wasm);
        else if (message.type === 'answer') files.answer(message.id, message.value);
        else if (message.type === 'refusal') files.refuse(message.id, message.code, message.path);
        else handle(message satisfies EngineCall);
      }),
  },
  async (request, listener, signal) => {
    const { backend, cacheFolder, firstLook: look, ...input } = request;
    const services = {
      startBackend: () => startWebBackend(backend, wasm),
      runJob: runEstimationJob,
      cache: noCache,
      ...(cacheFolder !== undefined && { keptStates: new FolderBytes(cacheFolder, mostKept) }),
    };
    if (look) listener.delta({ estimates: await firstLook(input, services, look.after, signal) });
    else await runAnalysis(input, services, listener, signal);
  },
  () => self.close(),
);
