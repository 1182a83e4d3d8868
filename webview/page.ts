import { resultText } from '../src/result/resultText';
import type { PageState, ToPage } from '../src/page/protocol';
import { markdownSummary } from '../src/result/exports/markdown';
import { eventFile, scalars } from '../src/result/exports/tensorBoard';
import type { AnalysisResult, Unit } from '../src/result/result';
import type { ChartFrame, FrameEvents } from './view/chartFrame';
import type { DrawState } from './painters/drawState';
import type { Host } from './host';
import { plainLayout, readLayout, toggled, type PageLayout } from '../src/page/layout';
import { base64Of } from './model/base64';
import { setStrings, t } from './ui/l10n';
import { Zooms } from './model/zooms';
import { toCsv } from './model/csv';
import type { ChartData } from './model/chartData';
import { PageModel } from './model/pageModel';
import { ResultIndex } from '../src/result/resultIndex';
import { firstChoices, sceneOf, type Choices, type Scene } from './model/scene';
import { reportHtml } from './view/report';
import { withRuns, type RunScene } from './charts/withRuns';
import { sentenceText } from './model/sentence';
import { observeTheme, readTheme, type Theme } from './ui/theme';
import { Throttle } from './ui/throttle';
import type { Actions, ExportKind } from './view/actions';
import { Panel, type View } from './view/panel';
import { SideView } from './view/side';
import { readSavedChoices } from './view/savedChoices';

/** Milliseconds between redraws: at most ten per second. */
const redrawInterval = 100;

/** Receives the host's messages, keeps the person's choices, and draws. */
export class Page {
  readonly chartDataById = new Map<string, ChartData>();
  private readonly old = new Set<string>();
  private readonly model = new PageModel();
  private choices: Choices = firstChoices;
  private view: View | undefined;
  private index: ResultIndex | undefined;
  private indexedRun = -1;
  private theme: Theme;
  private readonly indexOfRun = new Map<string, ResultIndex>();
  private pointed: string | undefined;
  private layout: PageLayout = plainLayout;
  /** The chart that fills the panel. */
  private enlarged: string | undefined;
  private dataChanged = true;
  private readonly redraw = new Throttle(
    () => this.draw(),
    redrawInterval,
    () => (this.model.state.phase === 'running' ? 3 : 0),
  );

  constructor(
    private readonly root: HTMLElement,
    private readonly host: Host,
  ) {
    this.theme = readTheme();
    this.choices = { ...firstChoices, ...readSavedChoices(host.load()) };
    new ResizeObserver(() => this.redraw.request()).observe(root);
    observeTheme(() => {
      this.theme = readTheme();
      this.redraw.request();
    });
  }

  /** Whether everything received is drawn. */
  get settled(): boolean {
    return !this.redraw.pending && this.view?.states?.settled !== false;
  }

  receive(message: ToPage): void {
    if (message.type === 'states') {
      this.view?.states?.receive(message);
      return;
    }
    const outcome = this.model.receive(message);
    if (outcome === 'missed') this.host.post({ type: 'ready' });
    if (outcome !== 'changed') return;
    if (message.type === 'snapshot') {
      this.layout = readLayout(message.state.layout);
      this.build();
    }
    const { state } = this.model;
    if (state.result && this.choices.unit === state.result.config.analysis.unit)
      this.choices = withoutUnit(this.choices);
    this.dataChanged = true;
    this.keep();
    this.redraw.request();
  }

  /**
   * Builds the view once its translations are known, and again only where a snapshot changes the view or the
   * translations.
   */
  private build(): void {
    setStrings(this.model.strings);
    const key = JSON.stringify([this.model.view, this.model.strings]);
    if (this.view && this.root.dataset.built === key) return;
    this.root.dataset.built = key;
    for (const frame of this.view?.frames.values() ?? []) frame.destroy();
    this.view =
      this.model.view === 'side'
        ? new SideView(this.root, this.actions, this.frameEvents)
        : new Panel(this.root, this.actions, this.frameEvents, this.host.live);
  }

  private draw(): void {
    const { state } = this.model;
    if (!this.view) return;
    const scene = this.sceneNow();
    if (this.dataChanged) {
      this.dataChanged = false;
      this.select(scene, this.view);
    }
    this.showEnlarged(this.view);
    this.root.classList.toggle('is-stale', state.stale && state.phase !== 'running');
    for (const [id, frame] of this.view.frames) frame.element.classList.toggle('is-old', this.old.has(id));
    this.view.update(
      state,
      scene,
      this.chartDataById,
      this.drawState(scene),
      // Axes may shrink where another run is compared.
      `${this.indexedRun}/${scene?.unit ?? ''}/${this.model.compared.map(({ id }) => id).join()}`,
    );
  }

  /** While a run has no data for a chart yet, the chart keeps those of the run before, so that no chart disappears. */
  private select(scene: Scene | undefined, view: View): void {
    const before = new Map(this.chartDataById);
    this.chartDataById.clear();
    this.old.clear();
    if (!scene) return;
    const runs = this.runScenes(scene);
    for (const kind of view.kinds) {
      const own = kind.select(scene);
      const chartData = own && withRuns(kind, own, runs);
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

  private sceneNow(): Scene | undefined {
    const { state, runs } = this.model;
    if (!state.result) {
      this.index = undefined;
      return undefined;
    }
    if (!this.index || this.indexedRun !== runs) {
      this.index = new ResultIndex(state.result);
      this.indexedRun = runs;
    } else this.index.take();
    const { epoch } = this.choices;
    if (epoch !== 'newest' && state.phase !== 'running' && !this.index.epochs.includes(epoch))
      this.choices = { ...this.choices, epoch: 'newest' };
    return sceneOf(this.index, this.choices, state.phase === 'running');
  }

  private drawState(scene: Scene | undefined): DrawState {
    const { result } = this.model.state;
    return {
      theme: this.theme,
      layers: result?.layers.map(({ name }) => name) ?? [],
      lit: this.pointed ?? this.model.state.activeLayer,
      layout: this.layout,
      runs: this.model.compared,
      lastEpoch: Math.max(result?.config.training.epochs ?? 0, scene?.index.epochs.at(-1) ?? 0),
    };
  }

  private choose(choices: Partial<Choices>): void {
    this.choices = { ...this.choices, ...choices };
    this.dataChanged = true;
    this.keep();
    this.redraw.request();
  }

  private keep(): void {
    const { config } = this.model.state;
    this.host.save({ ...(config === undefined ? {} : { config }), choices: this.choices });
  }

  private arrange(change: (layout: PageLayout) => PageLayout): void {
    this.layout = change(this.layout);
    this.host.post({ type: 'keepLayout', layout: this.layout });
    this.redraw.request();
  }

  private showEnlarged(view: View): void {
    const large = this.enlarged === undefined ? undefined : view.frames.get(this.enlarged);
    if (large?.element.hidden) this.enlarged = undefined;
    this.root.classList.toggle('has-large', this.enlarged !== undefined);
    for (const [id, frame] of view.frames) frame.element.classList.toggle('is-large', id === this.enlarged);
  }

  private light(layer: string | undefined): void {
    if (this.pointed === layer) return;
    this.pointed = layer;
    this.redraw.request();
  }

  private readonly actions: Actions = {
    analyze: () => this.host.post({ type: 'analyze' }),
    cancel: () => this.host.post({ type: 'cancel' }),
    choose: (choices) => this.choose(choices),
    unit: (unit: Unit) => {
      this.choose({ unit });
      if (this.model.state.saved !== true)
        this.host.post({ type: 'setInConfig', path: ['analysis', 'unit'], value: unit });
    },
    estimator: (name) => this.host.post({ type: 'setInConfig', path: ['analysis', 'estimator'], value: name }),
    insert: ({ path, value, insert }) =>
      this.host.post({ type: 'setInConfig', path, value, ...(insert === true ? { insert } : {}) }),
    change: (edits) => this.host.post({ type: 'changeConfig', edits }),
    light: (layer) => this.light(layer),
    reveal: (layer) => this.host.post({ type: 'revealLayer', layer }),
    exportAs: (kind) => this.exportAs(kind),
    showRuns: () => this.host.post({ type: 'showRuns' }),
    compareNot: (id) => this.host.post({ type: 'compareNot', id }),
    hideLayer: (layer) => this.arrange((one) => ({ ...one, hiddenLayers: toggled(one.hiddenLayers, layer) })),
    openPanel: () => this.host.post({ type: 'openPanel' }),
    askStates: (asked) => this.host.post(asked),
  };

  private readonly frameEvents: FrameEvents = {
    hover: (layer) => this.light(layer),
    choose: (layer) => this.host.post({ type: 'revealLayer', layer }),
    save: (name, content, encoding) => this.saveFile(name, content, encoding),
    copy: (text) => this.host.post({ type: 'copyText', text }),
    teach: (link) => this.actions.insert(link),
    arrange: (change) => this.arrange(change),
    enlarge: (id) => {
      this.enlarged = id;
      this.redraw.request();
    },
    zooms: new Zooms(() => this.redraw.request()),
  };

  private exportAs(kind: ExportKind): void {
    const { result } = this.model.state;
    const time = new Date();
    switch (kind) {
      case 'json':
        if (this.host.live) this.host.post({ type: 'exportResult' });
        else if (result) this.saveFile('result.json', resultText(result, 2), 'utf8');
        return;
      case 'html':
        this.saveFile('report.html', this.report(time), 'utf8');
        return;
      case 'markdown':
        if (result) this.saveFile('summary.md', this.markdown(result, time), 'utf8');
        return;
      case 'tensorBoard':
        if (result) this.saveFile('curves.tfevents', base64Of(eventFile(scalars(result), time)), 'base64');
        return;
      case 'csv':
        this.saveFile('tables.csv', this.allTables(), 'utf8');
        return;
      case 'png':
        this.savePictures('png', (frame) => {
          const url = frame.picture();
          return url?.slice(url.indexOf(',') + 1);
        });
        return;
      case 'svg':
        this.savePictures('svg', (frame) => {
          const svg = frame.vector();
          return svg === undefined ? undefined : base64Of(new TextEncoder().encode(svg));
        });
    }
  }

  /** @param contentOf the picture of a chart in base64; undefined while it is empty */
  private savePictures(ending: string, contentOf: (frame: ChartFrame) => string | undefined): void {
    const files = [...(this.view?.frames ?? [])].flatMap(([id, frame]) => {
      const content = contentOf(frame);
      return content === undefined ? [] : [{ name: this.fileName(`${id}.${ending}`), content }];
    });
    this.host.post({ type: 'saveFiles', files });
  }

  private markdown(result: AnalysisResult, time: Date): string {
    return markdownSummary(result, { title: this.model.state.title ?? t('a run'), time }, sentenceText);
  }

  /** The page as a file; of the states a sample, where some are here. */
  private report(time: Date): string {
    const { state, strings } = this.model;
    const sample = this.view?.states?.sample();
    return reportHtml(
      { state: asReport(state, sample !== undefined), strings, ...(sample && { states: base64Of(sample) }) },
      time,
    );
  }

  /** All tables, each under its chart's name. */
  private allTables(): string {
    return [...(this.view?.frames ?? [])]
      .flatMap(([id, frame]) =>
        frame.chartData && frame.rows().length ? [toCsv([{ label: id, numeric: false }], []) + frame.csv()] : [],
      )
      .join('\r\n');
  }

  private saveFile(name: string, content: string, encoding: 'utf8' | 'base64'): void {
    this.host.post({ type: 'saveFile', name: this.fileName(name), content, encoding });
  }

  private fileName(name: string): string {
    return `${(this.model.state.title ?? 'rnn').replace(/(\.rnn)?\.jsonc?$/, '')}-${name}`;
  }
}

function hasData(chartData: ChartData): boolean {
  return chartData.series.some(({ role, marks }) => role !== 'exact' && role !== 'other' && marks.length > 0);
}

/** The state for a report, in which nothing runs and nothing is edited. */
function asReport({ title, result }: PageState, withStates: boolean): PageState {
  return {
    ...(title === undefined ? {} : { title }),
    phase: 'done',
    stale: false,
    restricted: false,
    ...(result ? { result: withStates ? result : withoutStates(result) } : {}),
  };
}

function withoutStates({ states, ...others }: AnalysisResult): AnalysisResult {
  return others;
}

function withoutUnit(choices: Choices): Choices {
  const { unit, ...others } = choices;
  return others;
}
