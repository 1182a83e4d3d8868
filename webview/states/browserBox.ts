import { percent } from '../../src/result/format';
import type { StatesHead } from '../../src/result/states/readHead';
import type { StatesArray } from '../../src/result/states/states';
import { icons, Menu } from '../ui/controls';
import { h, setText } from '../ui/dom';
import { t } from '../ui/l10n';
import { toolbar } from '../ui/toolbar';
import { helpTool, tool } from '../view/chartTools';
import { colourKinds, fixedKinds, type Looked, type View } from './looked';
import { colourChoices, type PlaneColours } from './planeColours';

/** The parts that others make and fill. */
export interface BoxParts {
  readonly map: HTMLElement;
  readonly matches: HTMLElement;
  readonly plane: HTMLElement;
}

interface BoxActions {
  readonly look: (change: Partial<Looked>) => void;
  readonly save: (ending: 'png' | 'csv') => void;
  /** Absent where no editor shows it. */
  readonly help?: () => void;
}

/** The section around the maps: title, menus, sentences, legend. */
export class BrowserBox {
  readonly element: HTMLElement;
  readonly fold: HTMLButtonElement;
  readonly body: HTMLElement;
  readonly spoken = h('div', { class: 'spoken', 'aria-live': 'polite' });
  private readonly says = h('p', { class: 'says' });
  private readonly pointedAt = h('p', { class: 'states-pointed' });
  private readonly legend = h('div', { class: 'legend' });
  private readonly planeSays = h('p', { class: 'reading' });
  private readonly tools: HTMLElement;
  private readonly layerMenu: Menu;
  private readonly fixedMenu: Menu;
  private readonly colourMenu: Menu;

  constructor(
    id: string,
    private readonly title: string,
    private readonly parts: BoxParts,
    { look, save, help }: BoxActions,
  ) {
    this.layerMenu = new Menu(t('Layer'), (value) => look({ array: Number(value), leftOut: new Set() }));
    this.fixedMenu = new Menu(t('Map'), (value) => {
      const fixed = fixedKinds.find((kind) => kind === value);
      if (fixed) look({ fixed, onSymbol: false });
    });
    this.colourMenu = new Menu(t('Colour of the plane'), (value) => {
      const colour = colourKinds.find((kind) => kind === value);
      if (colour) look({ colour });
    });
    this.tools = toolbar(t('{0}: tools', title), [
      tool(t('{0}: save as PNG', title), icons.picture, () => save('png')),
      tool(t('{0}: save as CSV', title), icons.csv, () => save('csv')),
      ...(help ? [helpTool(title, help)] : []),
    ]);
    this.fold = h('button', { type: 'button', class: 'fold', 'aria-expanded': 'true' }, title);
    const reading = t(
      'Each row of the map is a unit or a sequence. A stronger colour means a higher value, over the unit’s own ' +
        'range. Bars at the right show what each unit tells, most first. The strip below shows what the state ' +
        'under the pointer holds of each input; on a symbol it shows which states still hold that symbol.',
    );
    this.body = h(
      'div',
      { class: 'states-body' },
      h('div', { class: 'states-part' }, parts.map, this.pointedAt, parts.matches),
      h(
        'div',
        { class: 'states-part' },
        parts.plane,
        this.legend,
        this.planeSays,
        h('p', { class: 'reading' }, reading),
      ),
    );
    this.element = h(
      'section',
      { class: 'states', id: `chart-${id}`, 'aria-labelledby': `title-${id}`, hidden: true },
      h(
        'header',
        {},
        h('h2', { id: `title-${id}` }, this.fold),
        h('span', { class: 'gap' }),
        this.layerMenu.element,
        this.fixedMenu.element,
        this.colourMenu.element,
        this.tools,
      ),
      this.says,
      this.body,
      this.spoken,
    );
  }

  /** The sentences that stand with the maps. */
  get words(): readonly string[] {
    return [this.says, this.pointedAt].map(({ textContent }) => textContent);
  }

  /** @param open whether the maps are seen */
  show(open: boolean): void {
    this.body.hidden = !open;
    this.tools.hidden = !open;
  }

  showMissing(): void {
    setText(this.says, t('The states of this run are no longer kept. Analyze again to look at them.'));
  }

  showMenus(view: View, layers: readonly (readonly [number, StatesArray])[]): void {
    this.layerMenu.show(
      layers.map(([array, { name, part }]) => ({
        value: String(array),
        text: part === undefined ? name : t('{0}: {1}', name, part),
      })),
      String(view.looked.array),
    );
    this.fixedMenu.show(
      [
        { value: 'sequence', text: t('one sequence: steps and units') },
        { value: 'step', text: t('one step: units and sequences') },
        { value: 'unit', text: t('one unit: steps and sequences') },
      ],
      view.looked.fixed,
    );
    const names = { symbol: t('by symbol'), target: t('by target'), step: t('by step'), unit: t('by unit') };
    this.colourMenu.show(
      colourChoices(view).map((value) => ({ value, text: names[value] })),
      view.looked.colour,
    );
    setText(this.says, saysOf(view.head, view.loaded.sequences));
  }

  /** @param words on the spot that is looked at */
  showWords(view: View, words: string, colours: PlaneColours | undefined): void {
    setText(this.pointedAt, words);
    const label = t(
      '{0}. {1} Use the arrow keys to move between cells, Page Up and Page Down for the sequence before and after, ' +
        'Shift and the left or right arrow to choose steps, Space to leave a unit out, and Enter to find the pattern.',
      this.title,
      this.says.textContent,
    );
    if (this.parts.map.getAttribute('aria-label') !== label) this.parts.map.setAttribute('aria-label', label);
    const said = planeWords(view);
    setText(this.planeSays, said);
    const planeLabel = t('{0}: plane. {1}', this.title, said);
    if (this.parts.plane.getAttribute('aria-label') !== planeLabel)
      this.parts.plane.setAttribute('aria-label', planeLabel);
    if (colours) this.showLegend(colours);
  }

  private showLegend({ legend }: PlaneColours): void {
    const key = JSON.stringify(legend);
    if (this.legend.dataset.key === key) return;
    this.legend.dataset.key = key;
    this.legend.replaceChildren(
      ...legend.map(({ name, colour }) => {
        const swatch = h('span', { class: 'states-swatch' });
        swatch.style.background = colour;
        return h('span', { class: 'entry' }, swatch, name);
      }),
    );
  }
}

function saysOf({ header: { sequences, analysed, length, epoch } }: StatesHead, here: number): string {
  const all = t(
    'The states of {0} of {1} analysed sequences of {2} steps at epoch {3}.',
    sequences,
    analysed,
    length,
    epoch,
  );
  return here < sequences ? `${all} ${t('{0} are read so far.', here)}` : all;
}

const planeWords = ({ shape: { plane }, head, looked }: View): string =>
  plane
    ? t(
        'Each point is a state on the plane of the two principal directions, which hold {0} of the variance. The ' +
          'line is the path of sequence {1}.',
        percent(plane.shares[0] + plane.shares[1]),
        head.rows[looked.spot.sequence] + 1,
      )
    : '';
