import type { PageState } from '../../src/page/protocol';
import { chartKinds } from '../charts/catalog';
import type { ChartKind } from '../charts/chartKind';
import { ChartFrame } from './chartFrame';
import type { FrameEvents } from './frameOptions';
import type { DrawState } from '../painters/drawState';
import { Menu } from '../ui/controls';
import { h } from '../ui/dom';
import { t } from '../ui/l10n';
import type { ChartData } from '../model/chartData';
import { attentionChoices, shownAttention } from '../charts/attention';
import { alsoWithNames, shownAlsoWith } from '../charts/alsoWith';
import { curvesLayer, stepQuantities } from '../charts/layerCurves';
import { mapLayer, mapLayers } from '../charts/memoryMap';
import { networkQuantities } from '../charts/networks';
import { acrossChoices, shownAcross, shownSwept, sweptChoices } from '../charts/studies/keySweep/choices';
import { type Scene, wholeStates } from '../model/scene';
import { quantityName } from '../model/labels';
import type { Actions } from './actions';
import { Comparison } from './comparison';
import { ChartGrid } from './chartGrid';
import { contentsMenu } from './contentsMenu';
import { EpochSlider } from './epochSlider';
import { Findings } from './findings';
import { Header } from './header';
import { LayerBar } from './layerBar';
import { StatesBrowser } from '../states/browser';
import { Welcome } from './welcome';

/** The root of the page: the panel or the side view. */
export interface View {
  /** @param chartDataById the data of all charts, selected once for all users */
  update(
    state: PageState,
    scene: Scene | undefined,
    chartDataById: ReadonlyMap<string, ChartData>,
    drawState: DrawState,
    occasion: string,
  ): void;
  readonly frames: ReadonlyMap<string, ChartFrame>;
  /** Absent in the side view, which has no room for states. */
  readonly states?: StatesBrowser;
  readonly kinds: readonly ChartKind[];
}

export class Panel implements View {
  readonly kinds = chartKinds();
  readonly frames = new Map<string, ChartFrame>();
  readonly states: StatesBrowser;
  private readonly header: Header;
  private readonly layers: LayerBar;
  private readonly welcome: Welcome;
  private readonly findings: Findings;
  private readonly comparison: Comparison;
  private readonly slider: EpochSlider;
  private readonly stepMenu: Menu;
  private readonly layerMenu: Menu;
  private readonly phasesMenu: Menu;
  private readonly alsoWithMenu: Menu;
  private readonly attentionMenu: Menu;
  private readonly networkMenu: Menu;
  private readonly mapMenu: Menu;
  private readonly sweptMenus: readonly Menu[];
  private readonly acrossMenus: readonly Menu[];
  private readonly charts: ChartGrid;

  constructor(root: HTMLElement, actions: Actions, events: FrameEvents, live: boolean) {
    this.header = new Header(
      actions,
      live,
      contentsMenu(() => [...this.charts.shown, ...(this.states.element.hidden ? [] : [this.states])]),
    );
    this.layers = new LayerBar(actions);
    this.welcome = new Welcome(actions);
    this.findings = new Findings(actions, live);
    this.comparison = new Comparison(actions);
    this.slider = new EpochSlider((choices) => actions.choose(choices));
    this.stepMenu = new Menu(t('Quantity'), (value) => {
      const stepQuantity = stepQuantities.find((quantity) => quantity === value);
      if (stepQuantity) actions.choose({ stepQuantity });
    });
    this.layerMenu = new Menu(t('Layer'), (layer) => actions.choose({ layer }));
    this.phasesMenu = new Menu(t('Layer'), (layer) => actions.choose({ layer }));
    this.alsoWithMenu = new Menu(t('Additional estimator'), (beside) => actions.choose({ beside }));
    this.attentionMenu = new Menu(t('Attention layer'), (attention) => actions.choose({ attention }));
    this.mapMenu = new Menu(t('Layer'), (memoryLayer) => actions.choose({ memoryLayer }));
    this.networkMenu = new Menu(t('Quantity'), (value) => {
      const networkQuantity = networkQuantities.find((quantity) => quantity === value);
      if (networkQuantity) actions.choose({ networkQuantity });
    });
    // The lines of a sweep over keys, and its grid.
    const twice = (make: () => Menu): Menu[] => [make(), make()];
    this.sweptMenus = twice(() => new Menu(t('Number'), (sweptMetric) => actions.choose({ sweptMetric })));
    this.acrossMenus = twice(() => new Menu(t('Key across'), (sweptAcross) => actions.choose({ sweptAcross })));
    const sweptControls = this.sweptMenus.map(({ element }, i) => [element, this.acrossMenus[i].element]);
    const controls: Record<string, readonly HTMLElement[] | undefined> = {
      time: [this.stepMenu.element],
      curves: [this.layerMenu.element],
      networks: [this.networkMenu.element],
      memoryMap: [this.mapMenu.element],
      attention: [this.attentionMenu.element],
      others: [this.alsoWithMenu.element],
      phases: [this.phasesMenu.element],
      keySweep: sweptControls[0],
      keySweepGrid: sweptControls[1],
    };
    const { help, ...others } = events;
    // A report has no help to open.
    const frameEvents: FrameEvents = live ? events : others;
    for (const kind of this.kinds)
      this.frames.set(kind.id, new ChartFrame({ ...kind, controls: controls[kind.id] ?? [] }, frameEvents));
    this.states = new StatesBrowser({ ...frameEvents, ask: (asked) => actions.askStates(asked) });
    this.charts = new ChartGrid(this.frames, this.states.element);
    root.className = 'panel';
    root.replaceChildren(
      h('div', { class: 'top' }, this.header.element, this.layers.element),
      h('main', {}, this.welcome.element, this.findings.element, this.comparison.element, this.charts.element),
      this.slider.element,
    );
  }

  update(
    state: PageState,
    scene: Scene | undefined,
    chartDataById: ReadonlyMap<string, ChartData>,
    drawState: DrawState,
    occasion: string,
  ): void {
    this.header.update(state, scene?.unit ?? 'bits');
    this.welcome.update(state);
    const shown = scene !== undefined;
    this.charts.element.hidden = !shown;
    if (!shown) this.states.element.hidden = true;
    this.findings.element.hidden = !shown;
    this.layers.element.hidden = !shown;
    this.slider.element.hidden = !shown;
    if (!scene) return;
    this.findings.update(scene.result, state.stale || state.saved === true);
    this.comparison.update(scene.result, drawState.runs, scene.unit, occasion);
    this.layers.update([...scene.result.layers, ...wholeStates(scene)], drawState);
    this.slider.update(scene.index.epochs, scene.choices.epoch, drawState.lastEpoch);
    this.stepMenu.show(
      stepQuantities.map((value) => ({ value, text: quantityName(value) })),
      scene.choices.stepQuantity,
    );
    for (const menu of [this.layerMenu, this.phasesMenu])
      menu.show(
        scene.subjects.map(({ name }) => ({ value: name, text: name })),
        curvesLayer(scene) ?? '',
      );
    this.alsoWithMenu.show(
      alsoWithNames(scene).map((name) => ({ value: name, text: name })),
      shownAlsoWith(scene) ?? '',
    );
    const lookers = attentionChoices(scene);
    this.attentionMenu.show(lookers, shownAttention(scene) ?? '');
    this.attentionMenu.element.hidden = lookers.length < 2;
    this.mapMenu.show(
      mapLayers(scene).map((name) => ({ value: name, text: name })),
      mapLayer(scene) ?? '',
    );
    this.mapMenu.element.hidden = mapLayers(scene).length < 2;
    this.networkMenu.show(
      networkQuantities.map((value) => ({ value, text: quantityName(value) })),
      scene.choices.networkQuantity,
    );
    for (const menu of this.sweptMenus) menu.show(sweptChoices(scene), shownSwept(scene)?.value ?? '');
    const across = acrossChoices(scene);
    for (const menu of this.acrossMenus) {
      menu.show(across, across.at(shownAcross(scene))?.value ?? '');
      menu.element.hidden = across.length < 2;
    }
    const swept = `${shownSwept(scene)?.value ?? ''}/${shownAcross(scene)}`;
    const chosen: Record<string, string | undefined> = {
      time: scene.choices.stepQuantity,
      curves: curvesLayer(scene),
      networks: scene.choices.networkQuantity,
      memoryMap: mapLayer(scene),
      phases: curvesLayer(scene),
      others: shownAlsoWith(scene),
      keySweep: swept,
      keySweepGrid: swept,
    };
    for (const [id, frame] of this.frames) {
      const chartData = chartDataById.get(id);
      frame.element.hidden = chartData === undefined;
      if (chartData) frame.update(chartData, drawState, `${occasion}/${chosen[id] ?? ''}`);
    }
    this.states.update(scene, drawState);
    this.charts.arrange(drawState.layout, state.phase === 'running');
  }
}
