import type { PageState } from '../../src/page/protocol';
import { chartKinds } from '../charts/catalog';
import { ChartFrame } from './chartFrame';
import type { FrameEvents } from './frameOptions';
import type { DrawState } from '../painters/drawState';
import { button } from '../ui/controls';
import { h, setText } from '../ui/dom';
import { t } from '../ui/l10n';
import type { ChartData } from '../model/chartData';
import { noticeText, phaseText } from '../model/progress';
import type { Scene } from '../model/scene';
import type { Actions } from './actions';
import type { View } from './panel';
import { LayerTree } from './layerTree';
import { Welcome } from './welcome';

/** The view for editing: the layers with two numbers each, and a compact flow chart below them. */
export class SideView implements View {
  /** The chart of networks only where there are several; the hint on how to add one is left to the panel. */
  readonly kinds = chartKinds()
    .filter(({ id }) => id === 'flow' || id === 'networks')
    .map((kind) =>
      kind.id === 'flow'
        ? kind
        : { ...kind, select: (scene: Scene) => (scene.result.networks?.length ? kind.select(scene) : undefined) },
    );
  readonly frames = new Map<string, ChartFrame>();
  private readonly title = h('h1', {});
  private readonly phase = h('span', { class: 'phase', role: 'status' });
  private readonly notice = h('div', { class: 'notice', role: 'status' });
  private readonly welcome: Welcome;
  private readonly tree: LayerTree;
  private readonly body: HTMLElement;
  private readonly cancel: HTMLElement;
  private readonly open: HTMLElement;

  constructor(root: HTMLElement, actions: Actions, events: FrameEvents) {
    this.welcome = new Welcome(actions);
    this.tree = new LayerTree(actions);
    for (const kind of this.kinds) this.frames.set(kind.id, new ChartFrame(kind, events));
    this.cancel = button({ label: t('Cancel'), press: () => actions.cancel() });
    this.open = button({ label: t('Open all charts'), press: () => actions.openPanel() });
    this.body = h('div', {}, this.tree.element, ...[...this.frames.values()].map(({ element }) => element), this.open);
    root.className = 'side';
    root.replaceChildren(
      h(
        'header',
        { class: 'page-header' },
        h('div', { class: 'row' }, this.title, this.phase, this.cancel),
        this.notice,
      ),
      h('main', {}, this.welcome.element, this.body),
    );
  }

  update(
    state: PageState,
    scene: Scene | undefined,
    chartDataById: ReadonlyMap<string, ChartData>,
    drawState: DrawState,
    occasion: string,
  ): void {
    setText(this.title, state.title ?? t('RNN Information Flow'));
    setText(this.phase, phaseText(state));
    this.cancel.hidden = state.phase !== 'running';
    const notice = noticeText(state);
    this.notice.hidden = notice === undefined;
    this.notice.className = `notice ${notice?.kind ?? ''}`;
    setText(this.notice, notice?.text ?? '');
    this.welcome.update(state);
    this.body.hidden = scene === undefined;
    if (!scene) return;
    this.tree.update(scene, drawState);
    for (const [id, frame] of this.frames) {
      const chartData = chartDataById.get(id);
      frame.element.hidden = chartData === undefined;
      if (chartData) frame.update(chartData, drawState, occasion);
    }
  }
}
