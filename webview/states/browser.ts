import type { AskStates, StatesMessage } from '../../src/page/statesMessages';
import { toggled } from '../../src/page/layout';
import { sampleOf } from '../../src/result/states/sample';
import type { DrawState } from '../painters/drawState';
import type { Scene } from '../model/scene';
import { setText } from '../ui/dom';
import type { FrameEvents } from '../view/frameOptions';
import { t } from '../ui/l10n';
import { BrowserBox } from './browserBox';
import { mostEmbedded } from './embedded';
import { acted, type KeyActions } from './browserKeys';
import { firstArray, type Looked, type Spot } from './looked';
import { Looking, type Pointed } from './looking';
import { saveMap } from './mapCopies';
import { MapLooks } from './mapLooks';
import { MapView } from './mapView';
import { MatchList } from './matchList';
import { PlaneView } from './planeView';
import { Search, unitsOf } from './search';
import { StatesStore } from './store';
import { fullWords, spokenWords } from './words';

export interface StatesEvents extends Pick<FrameEvents, 'save' | 'hover' | 'arrange' | 'help'> {
  ask(asked: AskStates): void;
}

const id = 'states';

const noUnits: ReadonlySet<number> = new Set();

/** The states of a run: maps of sequence, step and unit, their plane, and a search for patterns. */
export class StatesBrowser {
  readonly title = t('Hidden states');
  private readonly box: BrowserBox;
  private readonly store: StatesStore;
  private readonly map: MapView;
  private readonly plane: PlaneView;
  private readonly search = new Search(() => this.request());
  private readonly matches: MatchList;
  private readonly looks = new MapLooks();
  private readonly looking: Looking;
  private scene: Scene | undefined;
  private drawState: DrawState | undefined;
  private frame: number | undefined;
  private seen = false;
  private folded = false;

  constructor(private readonly events: StatesEvents) {
    this.store = new StatesStore(
      (asked) => events.ask(asked),
      () => this.request(),
    );
    this.looking = new Looking(this.store);
    this.map = new MapView({
      point: (spot, onSymbol) => this.point(spot && { spot, onSymbol }),
      choose: (spot, onSymbol) => this.change({ spot, onSymbol }),
      select: (sequence, from, to) => this.select({ sequence, from, to }),
      toggle: (unit) => this.toggle(unit),
      key: (event) => this.key(event, true),
      scrolled: () => this.request(),
    });
    this.plane = new PlaneView(
      {
        point: (state) => this.point(state && { spot: { ...this.looking.chosen.spot, ...state }, onSymbol: false }),
        choose: (state) => this.show({ ...this.looking.chosen.spot, ...state }),
        key: (event) => this.key(event, false),
      },
      () => this.request(),
    );
    this.matches = new MatchList({
      find: () => this.find(),
      show: (range) =>
        this.change({
          fixed: 'sequence',
          range,
          spot: { ...this.looking.chosen.spot, sequence: range.sequence, step: range.to },
        }),
      clear: () => this.clear(),
      level: (share) => this.change({ share }),
    });
    const parts = { map: this.map.element, matches: this.matches.element, plane: this.plane.element };
    this.box = new BrowserBox(id, this.title, parts, {
      look: (change) => this.change(change),
      save: (ending) => this.save(ending),
      ...(events.help && { help: () => events.help?.(id) }),
    });
    this.box.fold.addEventListener('click', () =>
      events.arrange((one) => ({ ...one, collapsed: toggled(one.collapsed, id) })),
    );
    new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting) || this.seen) return;
      this.seen = true;
      this.request();
    }).observe(this.element);
    new ResizeObserver(() => this.request()).observe(this.element);
  }

  get element(): HTMLElement {
    return this.box.element;
  }

  /** Nothing is under way. */
  get settled(): boolean {
    return this.frame === undefined && !this.search.busy && !this.plane.busy && (!this.isShown || this.store.complete);
  }

  /** A small file with some of the states that are looked at, for a saved report. */
  sample(): Uint8Array | undefined {
    const { head } = this.store;
    const loaded = this.store.of(this.looking.chosen.array);
    return head && loaded && sampleOf(head, this.looking.chosen.array, loaded, mostEmbedded);
  }

  receive(message: StatesMessage): void {
    this.store.receive(message);
  }

  update(scene: Scene, drawState: DrawState): void {
    this.scene = scene;
    this.drawState = drawState;
    this.element.hidden = scene.result.states === undefined;
    this.folded = drawState.layout.collapsed.includes(id);
    this.box.fold.setAttribute('aria-expanded', String(!this.folded));
    this.box.show(!this.folded && this.store.head !== undefined);
    this.showLit();
    this.request();
  }

  goTo(): void {
    this.element.scrollIntoView({ block: 'start' });
    this.box.fold.focus({ preventScroll: true });
  }

  private get isShown(): boolean {
    return this.seen && !this.folded && this.scene?.result.states !== undefined;
  }

  /** Paints with the next frame; what happens until then is painted together. */
  private request(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.paint();
    });
  }

  private paint(): void {
    const { scene, drawState } = this;
    if (!scene?.result.states || !drawState || !this.isShown) return;
    if (this.store.open(scene.result.states.key)) this.looking.restart();
    const { head } = this.store;
    this.box.show(head !== undefined);
    if (this.store.missing) this.box.showMissing();
    if (!head) return;
    const layers = [...head.header.arrays.entries()].filter(([, { kind }]) => kind === 'layer');
    const { array } = this.looking.chosen;
    if (!layers.some(([one]) => one === array)) this.looking.choose(firstArray(scene, layers));
    this.store.want([this.looking.chosen.array]);
    const view = this.looking.view();
    if (!view) return;
    this.box.showMenus(view, layers);
    this.showLit();
    if (view.loaded.sequences === 0) return;
    this.search.prepare(view);
    const pattern = this.search.pattern(view);
    const look = this.looks.of(scene, view, drawState);
    this.map.paint(view, { ...look, pattern: pattern ? unitsOf(pattern, view.shape.units) : noUnits });
    this.plane.update(view, drawState.theme);
    this.plane.paint(drawState.theme);
    this.matches.update(view, pattern, this.search.found, this.search.busy);
    this.box.showWords(view, fullWords(view, look.kept, look.unit), this.plane.colours);
  }

  /** Another thing is looked at, by the keyboard or by a press. */
  private change(change: Partial<Looked>): void {
    this.looking.change(change);
    const view = this.looking.view();
    if (view) this.map.reveal(view, view.looked.spot);
    this.request();
  }

  private point(pointed: Pointed | undefined): void {
    if (!this.looking.point(pointed)) return;
    // Time steps count from 1.
    this.events.hover(pointed ? { layer: this.looking.layer, at: { kind: 'time', value: pointed.spot.step + 1 } } : {});
    this.request();
  }

  private select(range: NonNullable<Looked['range']>): void {
    this.search.clear();
    this.change({ range, spot: { ...this.looking.chosen.spot, sequence: range.sequence, step: range.to } });
  }

  private clear(): void {
    this.looking.withoutRange();
    this.search.clear();
    this.request();
  }

  private show(spot: Spot): void {
    this.change({ fixed: 'sequence', spot, onSymbol: false });
  }

  private toggle(unit: number): void {
    const leftOut = new Set(this.looking.chosen.leftOut);
    if (!leftOut.delete(unit)) leftOut.add(unit);
    this.search.clear();
    this.change({ leftOut });
  }

  /** Marks the maps while their layer is pointed at elsewhere. */
  private showLit(): void {
    const { layer } = this.looking;
    this.element.classList.toggle('is-lit', layer !== undefined && layer === this.drawState?.lit);
  }

  private save(ending: 'png' | 'csv'): void {
    const view = this.looking.view();
    const { title, map, drawState } = this;
    if (view && drawState)
      saveMap(ending, view, { id, title, map, words: this.box.words }, drawState.theme, this.events);
  }

  private readonly keyActions: KeyActions = {
    show: (spot) => this.show(spot),
    find: () => this.find(),
    toggle: (unit) => this.toggle(unit),
    clear: () => this.clear(),
    move: (change) => {
      if (change.range) this.search.clear();
      this.change(change);
    },
  };

  private find(): void {
    const view = this.looking.view();
    if (view) this.search.find(view);
    this.request();
  }

  private key(event: KeyboardEvent, onMap: boolean): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    this.looking.point(undefined);
    const view = this.looking.view();
    if (!view || !acted(event, view, onMap, this.keyActions)) return;
    event.preventDefault();
    const now = this.looking.view();
    const { scene, drawState } = this;
    if (!now || !scene || !drawState) return;
    const look = this.looks.of(scene, now, drawState);
    const pattern = event.shiftKey || event.key === ' ' ? this.search.pattern(now) : undefined;
    const chosen = pattern
      ? t('{0} of {1} units keep their level over the chosen steps', pattern.units, now.shape.units)
      : '';
    setText(
      this.box.spoken,
      [spokenWords(now, look.kept, look.unit, onMap), chosen].filter((part) => part !== '').join('; '),
    );
  }
}
