import type { ToPage } from '../src/page/protocol';
import type { Unit } from '../src/result/result';
import type { FrameEvents } from './view/frameOptions';
import type { DrawState } from './painters/drawState';
import type { Pointed } from './painters/painter';
import type { Host } from './host';
import { plainLayout, readLayout, toggled, type PageLayout } from '../src/page/layout';
import { setStrings } from './ui/l10n';
import { Zooms } from './model/zooms';
import type { ChartData } from './model/chartData';
import { PageModel } from './model/pageModel';
import { firstChoices, type Choices, type Scene, wholeStates } from './model/scene';
import { PageData } from './pageData';
import { PageExports } from './pageExports';
import { observeTheme, readTheme, type Theme } from './ui/theme';
import { Throttle } from './ui/throttle';
import type { Actions } from './view/actions';
import { PaintQueue } from './view/paintQueue';
import { Panel, type View } from './view/panel';
import { SideView } from './view/side';
import { readSavedChoices } from './view/savedChoices';

/** Milliseconds between redraws: at most ten per second. */
const redrawInterval = 100;

/** Receives the host's messages, keeps the person's choices, and draws. */
export class Page {
  private readonly model = new PageModel();
  private readonly data = new PageData(this.model);
  private readonly exports: PageExports;
  private choices: Choices = firstChoices;
  private view: View | undefined;
  private theme: Theme;
  private pointed: Pointed = {};
  private layout: PageLayout = plainLayout;
  /** The chart that fills the panel. */
  private enlarged: string | undefined;
  /** Pieces of the document are on their way: drawing each would take longer than all of them. */
  private incomplete = false;
  private dataChanged = true;
  private readonly paints = new PaintQueue();
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
    this.exports = new PageExports(host, () => ({
      state: this.model.state,
      strings: this.model.strings,
      frames: this.view?.frames ?? new Map(),
      states: this.view?.states?.sample(),
    }));
    this.choices = { ...firstChoices, ...readSavedChoices(host.load()) };
    new ResizeObserver(() => this.redraw.request()).observe(root);
    window.addEventListener('beforeprint', () => this.paints.paintAll());
    observeTheme(() => {
      this.theme = readTheme();
      this.redraw.request();
    });
  }

  get chartDataById(): ReadonlyMap<string, ChartData> {
    return this.data.chartDataById;
  }

  /** Whether everything received is drawn. */
  get settled(): boolean {
    return !this.redraw.pending && !this.paints.pending && !this.incomplete && this.view?.states?.settled !== false;
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
    if (message.type !== 'compared') this.incomplete = message.more === true;
    if (!this.incomplete) this.redraw.request();
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
    if (!this.view || this.incomplete) return;
    const scene = this.sceneNow();
    if (this.dataChanged) {
      this.dataChanged = false;
      this.data.select(scene, this.view.kinds);
    }
    this.showEnlarged(this.view);
    this.root.classList.toggle('is-stale', state.stale && state.phase !== 'running');
    for (const [id, frame] of this.view.frames) frame.element.classList.toggle('is-old', this.data.old.has(id));
    this.view.update(state, scene, this.data.chartDataById, this.drawState(scene), this.data.occasion(scene));
    this.paints.flush();
  }

  private sceneNow(): Scene | undefined {
    const scene = this.data.scene(this.choices);
    if (scene && scene.choices.epoch !== this.choices.epoch)
      this.choices = { ...this.choices, epoch: scene.choices.epoch };
    return scene;
  }

  private drawState(scene: Scene | undefined): DrawState {
    const { result } = this.model.state;
    return {
      theme: this.theme,
      layers: [...(result?.layers ?? []), ...(scene ? wholeStates(scene) : [])].map(({ name }) => name),
      lit: this.pointed.layer ?? this.model.state.activeLayer,
      at: this.pointed.at,
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

  private point(pointed: Pointed): void {
    const { layer, at } = this.pointed;
    if (layer === pointed.layer && at?.kind === pointed.at?.kind && at?.value === pointed.at?.value) return;
    this.pointed = pointed;
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
    light: (layer) => this.point({ layer }),
    reveal: (layer) => this.host.post({ type: 'revealLayer', layer }),
    exportAs: (kind) => this.exports.exportAs(kind),
    showRuns: () => this.host.post({ type: 'showRuns' }),
    compareNot: (id) => this.host.post({ type: 'compareNot', id }),
    hideLayer: (layer) => this.arrange((one) => ({ ...one, hiddenLayers: toggled(one.hiddenLayers, layer) })),
    openPanel: () => this.host.post({ type: 'openPanel' }),
    askStates: (asked) => this.host.post(asked),
  };

  private readonly frameEvents: FrameEvents = {
    hover: (pointed) => this.point(pointed),
    choose: (layer) => this.host.post({ type: 'revealLayer', layer }),
    save: (name, content, encoding) => this.exports.saveFile(name, content, encoding),
    copy: (text) => this.host.post({ type: 'copyText', text }),
    teach: (link) => this.actions.insert(link),
    arrange: (change) => this.arrange(change),
    enlarge: (id) => {
      this.enlarged = id;
      this.redraw.request();
    },
    help: (chart) => this.host.post({ type: 'openHelp', chart }),
    zooms: new Zooms(() => this.redraw.request()),
    paints: this.paints,
  };
}

function withoutUnit(choices: Choices): Choices {
  const { unit, ...others } = choices;
  return others;
}
