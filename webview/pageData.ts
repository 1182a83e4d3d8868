import { ResultIndex } from '../src/result/resultIndex';
import type { ChartKind } from './charts/chartKind';
import { withRuns, type RunScene } from './charts/withRuns';
import type { ChartData } from './model/chartData';
import type { PageModel } from './model/pageModel';
import { withPeriods } from './model/periods';
import { sceneOf, type Choices, type Scene } from './model/scene';
import { sentenceText } from './model/sentence';

/** What the charts of a page read of its run and of the compared ones. */
export class PageData {
  readonly chartDataById = new Map<string, ChartData>();
  /** The charts that show the run before. */
  readonly old = new Set<string>();
  private index: ResultIndex | undefined;
  private indexedRun = -1;
  private readonly indexOfRun = new Map<string, ResultIndex>();

  constructor(private readonly model: PageModel) {}

  /** The result as charts read it; an epoch that a finished run does not have becomes the newest. */
  scene(choices: Choices): Scene | undefined {
    const { state, runs } = this.model;
    if (!state.result) {
      this.index = undefined;
      return undefined;
    }
    if (!this.index || this.indexedRun !== runs) {
      this.index = new ResultIndex(state.result);
      this.indexedRun = runs;
    } else this.index.take();
    const running = state.phase === 'running';
    const { epoch } = choices;
    const isGone = epoch !== 'newest' && !running && !this.index.epochs.includes(epoch);
    return sceneOf(this.index, isGone ? { ...choices, epoch: 'newest' } : choices, running);
  }

  /** Axes may shrink where this changes: another run is shown or compared. */
  occasion(scene: Scene | undefined): string {
    return `${this.indexedRun}/${scene?.unit ?? ''}/${this.model.compared.map(({ id }) => id).join()}`;
  }

  /** While a run has no data for a chart yet, the chart keeps those of the run before, so that no chart disappears. */
  select(scene: Scene | undefined, kinds: readonly ChartKind[]): void {
    const before = new Map(this.chartDataById);
    this.chartDataById.clear();
    this.old.clear();
    if (!scene) return;
    const runs = this.runScenes(scene);
    for (const kind of kinds) {
      const own = kind.select(scene);
      const chartData = own && withRuns(kind, withPeriods(scene, own), runs);
      const held = before.get(kind.id);
      const keeps =
        held &&
        this.model.state.phase !== 'done' &&
        scene.choices.epoch === 'newest' &&
        hasData(held) &&
        !(chartData && hasData(chartData));
      if (keeps) this.old.add(kind.id);
      if (keeps) this.chartDataById.set(kind.id, held);
      else if (chartData) this.chartDataById.set(kind.id, chartData);
    }
  }

  /** The compared runs as charts read them, with the present choices; a chosen epoch is the present run's own. */
  private runScenes({ choices, unit }: Scene): RunScene[] {
    return this.model.compared.map(({ id, name, result }) => {
      const known = this.indexOfRun.get(id);
      const index = known?.result === result ? known : new ResultIndex(result);
      this.indexOfRun.set(id, index);
      return { name: sentenceText(name), scene: sceneOf(index, { ...choices, unit, epoch: 'newest' }, false) };
    });
  }
}

function hasData(chartData: ChartData): boolean {
  return chartData.series.some(({ role, marks }) => role !== 'exact' && role !== 'other' && marks.length > 0);
}
