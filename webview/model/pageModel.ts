import type { ComparedRun, PageChanges, PageState, ToPage } from '../../src/page/protocol';
import { applyDelta } from '../../src/result/delta';

const emptyState: PageState = { phase: 'empty', stale: false, restricted: false };

/** The host's state in the page: replaced by a snapshot, changed by updates, never guessed. */
export class PageModel {
  state: PageState = emptyState;
  view: 'panel' | 'side' = 'panel';
  strings: Readonly<Record<string, string>> = {};
  /** Counts up with each new result, so that views can drop data of the old one. */
  runs = 0;
  /** The runs beside the present one, in order. */
  compared: readonly ComparedRun[] = [];
  private revision: number | undefined;

  /** @returns `missed` where messages were lost: the page then asks for a snapshot and draws what it has */
  receive(message: Exclude<ToPage, { type: 'states' }>): 'changed' | 'missed' | 'ignored' {
    if (message.type === 'compared') {
      const runs = new Map([...this.compared, ...(message.run ? [message.run] : [])].map((run) => [run.id, run]));
      this.compared = message.ids.flatMap((id) => runs.get(id) ?? []);
      return 'changed';
    }
    if (message.type === 'snapshot') {
      // The snapshot may be of another config; its runs follow.
      this.compared = [];
      this.view = message.view;
      this.strings = message.strings;
      this.state = message.state;
      this.revision = message.revision;
      this.runs++;
      return 'changed';
    }
    if (this.revision === undefined) return 'ignored';
    if (message.revision <= this.revision) return 'ignored';
    if (message.revision !== this.revision + 1) {
      this.revision = undefined;
      return 'missed';
    }
    this.revision = message.revision;
    this.change(message.changes);
    return 'changed';
  }

  private change(changes: PageChanges): void {
    const { state, result, delta } = changes;
    if (state) this.state = { ...this.state, ...withAbsent(state) };
    if (result) {
      this.state = { ...this.state, result };
      this.runs++;
    }
    if (delta && this.state.result) applyDelta(this.state.result, delta);
  }
}

/** `null` means "no longer there", because a JSON bridge drops `undefined`. */
function withAbsent(state: Partial<Omit<PageState, 'result'>>): Partial<Omit<PageState, 'result'>> {
  return Object.fromEntries(Object.entries(state).map(([key, value]: [string, unknown]) => [key, value ?? undefined]));
}
