import type { AskStates } from '../../src/page/statesMessages';
import type { Advice, Unit } from '../../src/result/result';
import type { Teaching } from '../model/chartData';
import type { Choices } from '../model/scene';

/** What the whole run is saved as. */
export type ExportKind = 'json' | 'csv' | 'png' | 'svg' | 'html' | 'markdown' | 'tensorBoard';

/** All actions of a person on the page; the page carries them out. */
export interface Actions {
  analyze(): void;
  cancel(): void;
  choose(choices: Partial<Choices>): void;
  unit(unit: Unit): void;
  estimator(name: string): void;
  insert(link: NonNullable<Teaching['link']>): void;
  /** Writes an advice's change into the config. */
  change(edits: NonNullable<Advice['edits']>): void;
  /** Highlights a layer on the whole page; undefined: the one under the cursor in the config, if any. */
  light(layer: string | undefined): void;
  reveal(layer: string): void;
  exportAs(kind: ExportKind): void;
  /** Opens the list of kept runs. */
  showRuns(): void;
  /** Takes a run out of the comparison. */
  compareNot(id: string): void;
  /** Hides a layer in every chart, or shows it again. */
  hideLayer(layer: string): void;
  openPanel(): void;
  /** Asks for kept states; they come as a message. */
  askStates(asked: AskStates): void;
}
