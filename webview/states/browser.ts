import type { AskStates, StatesMessage } from '../../src/page/statesMessages';
import { toggled, type PageLayout } from '../../src/page/layout';
import { sampleOf } from '../../src/result/states/sample';
import type { StatesArray } from '../../src/result/states/states';
import type { DrawState } from '../painters/drawState';
import type { Scene } from '../model/scene';
import { setText } from '../ui/dom';
import { t } from '../ui/l10n';
import { BrowserBox } from './browserBox';
import { mostEmbedded } from './embedded';
import { KeptSymbols } from './kept';
import { firstArray, firstLook, type Looked, type Spot, unitOrder, type View, within } from './looked';
import type { MapLook } from './mapPainter';
import { saveMap } from './mapCopies';
import { MapView } from './mapView';
import { MatchList } from './matchList';
import { movedBy } from './moves';
import { paletteOf } from './palette';
import { colourChoices } from './planeColours';
import { PlaneView } from './planeView';
import { Search, unitsOf } from './search';
import { StatesStore } from './store';
import { fullWords, spokenWords } from './words';

export interface StatesEvents {
  save(name: string, content: string, encoding: 'utf8' | 'base64'): void;
  /** The pointer is on a layer's states, or left them. */
  hover(layer: string | undefined): void;
  ask(asked: AskStates): void;
  arrange(change: (layout: PageLayout) => PageLayout): void;
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
  private looked: Looked = firstLook;
  /** Where the pointer is. */
  private pointer: Pick<Looked, 'spot' | 'onSymbol'> | undefined;
  private scene: Scene | undefined;
  private drawState: DrawState | undefined;
  private look: { readonly key: string; readonly of: Omit<MapLook, 'pattern'> } | undefined;
  private ordered: { readonly shape: StatesArray; readonly order: Int32Array } | undefined;
  private frame: number | undefined;
  private seen = false;
  private folded = false;

  constructor(private readonly events: StatesEvents) {
    this.store = new StatesStore(
      (asked) => events.ask(asked),
      () => this.request(),
    );
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
        point: (state) => this.point(state && { spot: { ...this.looked.spot, ...state }, onSymbol: false }),
        choose: (state) => this.show({ ...this.looked.spot, ...state }),
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
          spot: { ...this.looked.spot, sequence: range.sequence, step: range.to },
        }),
      clear: () => this.clear(),
      level: (share) => this.change({ share }),
    });
    const parts = { map: this.map.element, matches: this.matches.element, plane: this.plane.element };
    this.box = new BrowserBox(
      id,
      this.title,
      parts,
      (change) => this.change(change),
      (ending) => this.save(ending),
    );
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
    const loaded = this.store.of(this.looked.array);
    return head && loaded && sampleOf(head, this.looked.array, loaded, mostEmbedded);
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
    if (this.store.open(scene.result.states.key)) this.looked = firstLook;
    const { head } = this.store;
    this.box.show(head !== undefined);
    if (this.store.missing) this.box.showMissing();
    if (!head) return;
    const layers = [...head.header.arrays.entries()].filter(([, { kind }]) => kind === 'layer');
    const { array } = this.looked;
    if (!layers.some(([one]) => one === array)) this.looked = { ...this.looked, array: firstArray(scene, layers) };
    this.store.want([this.looked.array]);
    const view = this.view();
    if (!view) return;
    this.box.showMenus(view, layers);
    this.showLit();
    if (view.loaded.sequences === 0) return;
    this.search.prepare(view);
    const pattern = this.search.pattern(view);
    const look = this.lookNow(scene, view, drawState);
    this.map.paint(view, { ...look, pattern: pattern ? unitsOf(pattern, view.shape.units) : noUnits });
    this.plane.update(view, drawState.theme);
    this.plane.paint(drawState.theme);
    this.matches.update(view, pattern, this.search.found, this.search.busy);
    this.box.showWords(view, fullWords(view, look.kept, look.unit), this.plane.colours);
  }

  /** What is looked at, under the pointer where that is on the states. */
  private view(): View | undefined {
    const { head } = this.store;
    const shape = head?.header.arrays.at(this.looked.array);
    const loaded = this.store.of(this.looked.array);
    if (!head || !shape || !loaded) return undefined;
    const kinds = colourChoices({ head });
    const colour = kinds.includes(this.looked.colour) ? this.looked.colour : kinds[0];
    if (this.ordered?.shape !== shape) this.ordered = { shape, order: unitOrder(shape) };
    const { order } = this.ordered;
    // At first the last step of the unit that tells most.
    if (this.looked.spot === firstLook.spot)
      this.looked = { ...this.looked, spot: { sequence: 0, step: head.header.length - 1, unit: order[0] } };
    const spot = within(this.pointer?.spot ?? this.looked.spot, head, shape, loaded.sequences);
    if (!this.pointer) this.looked = { ...this.looked, spot };
    return { head, shape, loaded, looked: { ...this.looked, ...this.pointer, spot, colour }, order };
  }

  private lookNow(scene: Scene, { shape, head }: View, { theme }: DrawState): Omit<MapLook, 'pattern'> {
    const { estimates } = scene.result;
    const key = [shape.name, scene.unit, estimates.length, theme.dark, theme.background, theme.series.join()].join('/');
    if (this.look?.key !== key) {
      const kept = new KeptSymbols(scene, shape.name, head.header.epoch);
      this.look = { key, of: { theme, palette: paletteOf(theme), kept, unit: scene.unit } };
    }
    return this.look.of;
  }

  /** Another thing is looked at, by the keyboard or by a press. */
  private change(change: Partial<Looked>): void {
    this.pointer = undefined;
    this.looked = { ...this.looked, ...change };
    const view = this.view();
    if (view) this.map.reveal(view, view.looked.spot);
    this.request();
  }

  private point(pointer: Pick<Looked, 'spot' | 'onSymbol'> | undefined): void {
    if (!pointer && !this.pointer) return;
    this.pointer = pointer;
    this.events.hover(pointer && this.layer);
    this.request();
  }

  private select(range: NonNullable<Looked['range']>): void {
    this.search.clear();
    this.change({ range, spot: { ...this.looked.spot, sequence: range.sequence, step: range.to } });
  }

  private clear(): void {
    const { range, ...others } = this.looked;
    this.looked = others;
    this.search.clear();
    this.request();
  }

  private show(spot: Spot): void {
    this.change({ fixed: 'sequence', spot, onSymbol: false });
  }

  private toggle(unit: number): void {
    const leftOut = new Set(this.looked.leftOut);
    if (!leftOut.delete(unit)) leftOut.add(unit);
    this.search.clear();
    this.change({ leftOut });
  }

  /** The layer whose states are looked at. */
  private get layer(): string | undefined {
    return this.store.head?.header.arrays.at(this.looked.array)?.name;
  }

  /** Marks the maps while their layer is pointed at elsewhere. */
  private showLit(): void {
    this.element.classList.toggle('is-lit', this.layer !== undefined && this.layer === this.drawState?.lit);
  }

  private save(ending: 'png' | 'csv'): void {
    const view = this.view();
    const { title, map, drawState } = this;
    if (view && drawState)
      saveMap(ending, view, { id, title, map, words: this.box.words }, drawState.theme, this.events);
  }

  private find(): void {
    const view = this.view();
    if (view) this.search.find(view);
    this.request();
  }

  private key(event: KeyboardEvent, onMap: boolean): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    this.pointer = undefined;
    const view = this.view();
    if (!view || !this.act(event, view, onMap)) return;
    event.preventDefault();
    const now = this.view();
    const { scene, drawState } = this;
    if (!now || !scene || !drawState) return;
    const look = this.lookNow(scene, now, drawState);
    const pattern = event.shiftKey || event.key === ' ' ? this.search.pattern(now) : undefined;
    const chosen = pattern
      ? t('{0} of {1} units keep their level over the chosen steps', pattern.units, now.shape.units)
      : '';
    setText(
      this.box.spoken,
      [spokenWords(now, look.kept, look.unit, onMap), chosen].filter((part) => part !== '').join('; '),
    );
  }

  /** @returns whether the key means anything here */
  private act({ key, shiftKey }: KeyboardEvent, view: View, onMap: boolean): boolean {
    const { looked } = view;
    if (key === 'Enter' && looked.fixed !== 'sequence') this.show(looked.spot);
    else if (key === 'Enter') this.find();
    else if (key === ' ' && onMap) this.toggle(looked.spot.unit);
    else if (key === 'Escape' && looked.range) this.clear();
    else {
      const moved = movedBy(key, shiftKey, view, onMap);
      if (!moved) return false;
      if (moved.range) this.search.clear();
      this.change(moved);
    }
    return true;
  }
}
