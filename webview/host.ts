import type { FromPage } from '../src/page/protocol';
import type { AskStates } from '../src/page/statesMessages';

/** The environment of the page: the editor, or a file of its own (a saved report). */
export interface Host {
  /** Whether there is an editor that can analyse, reveal and change the config. */
  readonly live: boolean;
  post(message: FromPage): void;
  load(): unknown;
  save(state: unknown): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: undefined | (() => VsCodeApi);

/** The editor's own interface, where the page is in a webview. */
export function editorHost(): Host | undefined {
  if (typeof acquireVsCodeApi !== 'function') return undefined;
  const api = acquireVsCodeApi();
  return {
    live: true,
    post: (message) => api.postMessage(message),
    load: () => api.getState(),
    save: (state) => api.setState(state),
  };
}

/** A saved report: files are downloads, and actions that need an editor are absent. */
export function reportHost(answer: (asked: AskStates) => void): Host {
  return {
    live: false,
    post(message) {
      if (message.type === 'saveFile')
        download(message.name, message.encoding === 'base64' ? bytesOf(message.content) : message.content);
      // A download has no folder.
      if (message.type === 'saveFiles')
        for (const { folder, name, content } of message.files)
          download(folder === undefined ? name : `${folder}.${name}`, bytesOf(content));
      // As an editor does: after the page has asked.
      if (message.type === 'askStates') setTimeout(() => answer(message));
      if (message.type === 'copyText') void navigator.clipboard.writeText(message.text);
    },
    load: () => undefined,
    save: () => undefined,
  };
}

function download(name: string, content: string | Uint8Array<ArrayBuffer>): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
