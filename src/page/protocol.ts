import type { ResultDelta } from '../result/delta';
import type { Progress } from '../result/progress';
import type { AnalysisResult } from '../result/result';
import type { Sentence } from '../base/sentence';
import type { ConfigEdit } from '../config/edits';
import type { PageLayout } from './layout';
import type { AskStates, StatesMessage } from './statesMessages';

/** State of one config's run in the host; the page (panel or side view) draws nothing else. */
export interface PageState {
  /** The config's file name; absent before a config was opened. */
  readonly title?: string;
  /**
   * The config's URI; the page keeps it as `config` in its webview state, from which a panel is restored after a
   * reload.
   */
  readonly config?: string;
  readonly phase: 'empty' | 'idle' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Why the run failed, in a sentence. */
  readonly reason?: string;
  /** The config differs from the one the result belongs to. */
  readonly stale: boolean;
  readonly progress?: Progress;
  /** The training whose recording is followed, in a sentence; an empty text: none. `died` includes an error. */
  readonly training?: { readonly text: string; readonly state: 'running' | 'ended' | 'died' };
  readonly result?: AnalysisResult;
  /** How the person arranged this config's page; absent where they did not. */
  readonly layout?: PageLayout;
  /** The layer under the cursor in the config. */
  readonly activeLayer?: string;
  /** The workspace is untrusted: configs are validated and results shown, but nothing runs. */
  readonly restricted: boolean;
  /** The result is of a file: there is no config to run or to change. */
  readonly saved?: boolean;
}

/** A kept run that is shown beside the present one. */
export interface ComparedRun {
  readonly id: string;
  /** What the person called it, or what changed in the config. */
  readonly name: Sentence;
  /** When it ended, in ms since 1970. */
  readonly time: number;
  /** What charts draw of it (see `forComparison`). */
  readonly result: AnalysisResult;
}

/** Host to page. Revisions increase by one per message; a page that misses one asks for a snapshot with `ready`. */
export type ToPage =
  | {
      readonly type: 'snapshot';
      readonly revision: number;
      readonly state: PageState;
      readonly strings: Readonly<Record<string, string>>;
      readonly view: 'panel' | 'side';
      readonly more?: boolean;
    }
  /** `more`, here and above: further pieces of the same document follow, and nothing is drawn before the last. */
  | { readonly type: 'update'; readonly revision: number; readonly changes: PageChanges; readonly more?: boolean }
  /** The runs to show beside the present one, in order; `run` is one that the page does not have yet. */
  | { readonly type: 'compared'; readonly ids: readonly string[]; readonly run?: ComparedRun }
  | StatesMessage;

/** Every field is optional; an absent field is unchanged. */
export interface PageChanges {
  /** Appended to the result. */
  readonly delta?: ResultDelta;
  readonly state?: Partial<Omit<PageState, 'result'>>;
  /** A new run began: replaces the result. */
  readonly result?: AnalysisResult;
}

/** Pictures of the charts, or the curves of the networks for TensorBoard. */
export type SavedKind = 'pictures' | 'curves';

/** One of several files that are saved together. */
export interface SavedFile {
  /** A folder within the one that the person picks. */
  readonly folder?: string;
  readonly name: string;
  /** In base64. */
  readonly content: string;
}

/** Page to host. */
export type FromPage =
  | { readonly type: 'ready'; readonly revision?: number }
  | { readonly type: 'analyze' }
  | { readonly type: 'cancel' }
  | { readonly type: 'revealLayer'; readonly layer: string }
  /** Writes a value into the config: the page's unit and estimator menus, and the links of empty charts. */
  | {
      readonly type: 'setInConfig';
      readonly path: readonly (string | number)[];
      readonly value: unknown;
      /** The path ends in an array's index, and the value is inserted before that element. */
      readonly insert?: boolean;
    }
  /** Applies an advice's edits, as one step that can be undone. */
  | { readonly type: 'changeConfig'; readonly edits: readonly ConfigEdit[] }
  /** Saves a file that the page made (CSV, PNG, HTML); the host asks for the place. Base64 for binary data. */
  | { readonly type: 'saveFile'; readonly name: string; readonly content: string; readonly encoding: 'utf8' | 'base64' }
  /** Saves several files into one folder, for which the host asks once. */
  | { readonly type: 'saveFiles'; readonly of: SavedKind; readonly files: readonly SavedFile[] }
  | { readonly type: 'exportResult' }
  | { readonly type: 'copyText'; readonly text: string }
  | { readonly type: 'openPanel' }
  /** Opens the help on a chart. */
  | { readonly type: 'openHelp'; readonly chart: string }
  /** Opens the list of kept runs. */
  | { readonly type: 'showRuns' }
  | { readonly type: 'compareNot'; readonly id: string }
  /** The person arranged the page: the host keeps it for this config. */
  | { readonly type: 'keepLayout'; readonly layout: PageLayout }
  /** Files or folders were dropped on the page: URIs, one a line (RFC 2483). */
  | { readonly type: 'openDropped'; readonly uris: string }
  | AskStates
  | { readonly type: 'reportError'; readonly message: string; readonly stack?: string };
