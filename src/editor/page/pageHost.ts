import * as vscode from 'vscode';
import { mergeDelta, type ResultDelta } from '../../result/delta';
import type { AnalysisResult } from '../../result/result';
import { splitDelta } from '../../engine/process/deltaSender';
import { Throttle } from '../../engine/process/throttle';
import { Disposable } from '../disposable';
import { isFromPage } from '../../page/parseFromPage';
import type { FromPage, PageChanges, PageState, ToPage } from '../../page/protocol';
import type { RunStore } from '../runs/runStore';
import type { ComparedRuns } from '../runs/comparedRuns';
import type { AskStates } from '../../page/statesMessages';
import type { KeptStates } from './keptStates';
import type { Layouts } from './layouts';

/** Most estimates in one message: writing it must not block the host. */
const largestPiece = 1500;
/** Milliseconds between messages: at most ten per second. */
const interval = 100;

/** What a page asks of the editor; states are the page host's own. */
export type HandledMessage = Exclude<FromPage, { type: 'askStates' }>;

export interface PageHostOptions {
  readonly webview: vscode.Webview;
  readonly view: 'panel' | 'side';
  /** A hidden page receives nothing; it gets a snapshot when it becomes visible. */
  readonly isVisible: () => boolean;
  readonly handle: (message: HandledMessage) => void;
  /** The states that the page may ask for; absent where it shows none. */
  readonly states?: KeptStates;
}

interface Pending {
  delta?: ResultDelta;
  state?: NonNullable<PageChanges['state']>;
  /** The whole result is new; the store has it with all additions since. */
  replaced?: boolean;
}

/** Keeps one page up to date with one config's run: a snapshot when the page reports that it is ready, then changes. */
export class PageHost extends Disposable {
  private readonly throttle = this.register(new Throttle(interval, () => this.flush()));
  private revision = 0;
  private ready = false;
  private missed = false;
  /** Number of whole results sent. */
  private sequence = 0;
  /** The compared runs that the page has. */
  private sentRuns: ReadonlySet<string> = new Set();
  private pending: Pending | undefined;
  private uri: vscode.Uri | undefined;
  private activeLayer = '';
  private tellReady: () => void = () => undefined;
  /** Resolves once the page has reported that it is ready. */
  readonly whenReady = new Promise<void>((resolve) => {
    this.tellReady = resolve;
  });

  constructor(
    private readonly options: PageHostOptions,
    private readonly store: RunStore,
    private readonly layouts: Layouts,
    private readonly compared: ComparedRuns,
  ) {
    super();
    this.register(
      options.webview.onDidReceiveMessage((message: unknown) => {
        if (!isFromPage(message)) return;
        if (message.type === 'ready') this.wake();
        else if (message.type === 'askStates') void this.sendStates(message);
        else options.handle(message);
      }),
    );
    this.register(
      compared.onDidChange((uri) => {
        if (uri.toString() === this.uri?.toString() && this.ready && options.isVisible()) void this.sendRuns();
      }),
    );
    this.register(
      store.onDidChange(({ uri, changes }) => {
        if (uri.toString() === this.uri?.toString()) this.add(changes);
      }),
    );
  }

  get config(): vscode.Uri | undefined {
    return this.uri;
  }

  /** Shows another config. */
  show(uri: vscode.Uri | undefined): void {
    this.uri = uri;
    this.activeLayer = '';
    this.snapshot();
  }

  setActiveLayer(layer: string | undefined): void {
    if (this.activeLayer === (layer ?? '')) return;
    this.activeLayer = layer ?? '';
    this.add({ state: { activeLayer: this.activeLayer } });
  }

  /** Sends everything again, for example after a change of trust. */
  snapshot(): void {
    this.pending = undefined;
    if (!this.ready || !this.options.isVisible()) {
      this.missed = true;
      return;
    }
    this.missed = false;
    void this.sendSnapshot();
  }

  /** The page became visible or hidden. */
  visibilityChanged(): void {
    if (this.options.isVisible() && this.missed) this.snapshot();
  }

  private wake(): void {
    this.ready = true;
    this.tellReady();
    this.snapshot();
  }

  private add({ delta, state, result }: PageChanges): void {
    if (!this.ready || !this.options.isVisible()) {
      this.missed = true;
      return;
    }
    const pending = (this.pending ??= {});
    if (state) pending.state = { ...pending.state, ...state };
    if (result) {
      pending.replaced = true;
      delete pending.delta;
    } else if (delta && !pending.replaced) {
      mergeDelta((pending.delta ??= {}), delta);
    }
    this.throttle.request();
  }

  private flush(): void {
    const { pending } = this;
    if (!pending) return;
    this.pending = undefined;
    void this.sendChanges(pending);
  }

  private async sendChanges({ delta, state, replaced }: Pending): Promise<void> {
    const result = replaced ? this.uri && this.store.result(this.uri) : undefined;
    if (result) {
      const { head, pieces } = cut(result);
      const sequence = ++this.sequence;
      await this.post({
        type: 'update',
        revision: ++this.revision,
        changes: { result: head, ...(state ? { state } : {}) },
        more: pieces.length > 0,
      });
      await this.sendPieces(pieces, sequence);
      return;
    }
    const { sequence } = this;
    const [first, ...more] = splitDelta(delta ?? {}, largestPiece);
    await this.post({
      type: 'update',
      revision: ++this.revision,
      changes: { ...(delta ? { delta: first } : {}), ...(state ? { state } : {}) },
      more: more.length > 0,
    });
    await this.sendPieces(more, sequence);
  }

  private async sendSnapshot(): Promise<void> {
    const sequence = ++this.sequence;
    const { result, ...facts } = this.store.state(this.uri);
    const cutResult = result && cut(result);
    const state: PageState = {
      ...facts,
      ...(this.uri ? { layout: this.layouts.of(this.uri.toString()) } : {}),
      activeLayer: this.activeLayer,
      ...(cutResult ? { result: cutResult.head } : {}),
    };
    await this.post({
      type: 'snapshot',
      revision: ++this.revision,
      state,
      strings: strings(),
      view: this.options.view,
      more: cutResult !== undefined && cutResult.pieces.length > 0,
    });
    this.sentRuns = new Set();
    await this.sendRuns();
    if (cutResult) await this.sendPieces(cutResult.pieces, sequence);
  }

  private async sendStates(asked: AskStates): Promise<void> {
    if (this.options.states) await this.post(await this.options.states.answer(asked));
  }

  /** Sends the runs beside the present one, those that the page does not have one by one. */
  private async sendRuns(): Promise<void> {
    const runs = this.uri ? this.compared.of(this.uri) : [];
    const ids = runs.map(({ id }) => id);
    const fresh = runs.filter(({ id }) => !this.sentRuns.has(id));
    this.sentRuns = new Set(ids);
    if (fresh.length === 0) await this.post({ type: 'compared', ids });
    for (const run of fresh) await this.post({ type: 'compared', ids, run });
  }

  /** Sends the rest of a large change; stops where a whole result, which includes it, was sent meanwhile. */
  private async sendPieces(pieces: readonly ResultDelta[], sequence: number): Promise<void> {
    for (const [at, delta] of pieces.entries()) {
      if (sequence !== this.sequence) return;
      const more = at < pieces.length - 1;
      await this.post({ type: 'update', revision: ++this.revision, changes: { delta }, more });
    }
  }

  private async post(message: ToPage): Promise<void> {
    if (this.isDisposed) return;
    try {
      if (!(await this.options.webview.postMessage(message))) this.missed = true;
    } catch {
      // The page was closed while the message was sent.
      this.missed = true;
    }
  }
}

/** A document with its first estimates, and messages' worth of the others. */
function cut(result: AnalysisResult): { readonly head: AnalysisResult; readonly pieces: readonly ResultDelta[] } {
  const { estimates } = result;
  const head = { ...result, estimates: estimates.slice(0, largestPiece) };
  if (estimates.length <= largestPiece) return { head, pieces: [] };
  return { head, pieces: splitDelta({ estimates: estimates.slice(largestPiece) }, largestPiece) };
}

/** The translations into the person's language, where there are any; the English sentence is the key. */
function strings(): Record<string, string> {
  const table: Record<string, string> = {};
  for (const [key, value] of Object.entries(vscode.l10n.bundle ?? {}))
    table[key] = typeof value === 'string' ? value : String(value);
  return table;
}
