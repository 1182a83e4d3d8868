import { iconOf, icons } from '../ui/controls';
import { h } from '../ui/dom';
import { t } from '../ui/l10n';
import { toolbar } from '../ui/toolbar';

export interface ToolActions {
  readonly table: () => void;
  readonly picture: () => void;
  readonly vector: () => void;
  readonly csv: () => void;
  readonly unzoom: () => void;
  readonly scale: () => void;
  readonly logarithmic: () => void;
  readonly pin: () => void;
  readonly enlarge: () => void;
  readonly help?: () => void;
}

export interface ToolStates {
  readonly zoomed: boolean;
  /** Undefined: this chart cannot be scaled. */
  readonly toData: boolean | undefined;
  /** Undefined: this chart's axis cannot be logarithmic. */
  readonly logarithmic: boolean | undefined;
  readonly pinned: boolean;
  readonly enlarged: boolean;
}

/** A plain button: the toolkit's own hides the attributes of a pressed state from the toolbar around it. */
export function tool(label: string, icon: string, press: () => void): HTMLElement {
  const element = h('button', { type: 'button', class: 'tool', 'aria-label': label, title: label }, iconOf(icon));
  element.addEventListener('click', press);
  return element;
}

/** Opens what is to be known of a chart. */
export const helpTool = (title: string, press: () => void): HTMLElement =>
  tool(t('{0}: what it shows and how to read it', title), icons.help, press);

/** The tools of one chart. */
export class ChartTools {
  readonly element: HTMLElement;
  private readonly table: HTMLElement;
  private readonly unzoom: HTMLElement;
  private readonly scale: HTMLElement;
  private readonly logarithmic: HTMLElement;
  private readonly pin: HTMLElement;
  private readonly large: HTMLElement;

  constructor(title: string, actions: ToolActions) {
    this.table = tool(t('{0}: show as a table', title), icons.table, actions.table);
    this.table.setAttribute('aria-expanded', 'false');
    this.unzoom = tool(t('{0}: end the zoom', title), icons.unzoom, actions.unzoom);
    this.scale = tool(t('{0}: scale to the data', title), icons.scale, actions.scale);
    this.logarithmic = tool(t('{0}: logarithmic axis', title), icons.logarithmic, actions.logarithmic);
    this.pin = tool(t('{0}: keep at the top', title), icons.pin, actions.pin);
    this.large = tool(t('{0}: fill the panel', title), icons.enlarge, actions.enlarge);
    this.element = toolbar(t('{0}: tools', title), [
      this.table,
      tool(t('{0}: save as PNG', title), icons.picture, actions.picture),
      tool(t('{0}: save as SVG', title), icons.vector, actions.vector),
      tool(t('{0}: save as CSV', title), icons.csv, actions.csv),
      this.logarithmic,
      this.scale,
      this.pin,
      this.large,
      this.unzoom,
      ...(actions.help ? [helpTool(title, actions.help)] : []),
    ]);
  }

  showTable(open: boolean): void {
    this.table.setAttribute('aria-expanded', String(open));
  }

  update({ zoomed, toData, logarithmic, pinned, enlarged }: ToolStates): void {
    this.unzoom.hidden = !zoomed;
    this.scale.hidden = toData === undefined;
    this.scale.setAttribute('aria-pressed', String(toData === true));
    this.logarithmic.hidden = logarithmic === undefined;
    this.logarithmic.setAttribute('aria-pressed', String(logarithmic === true));
    // The side view has one or two charts, and no place to fill.
    const isAside = this.element.closest('.side') !== null;
    this.pin.hidden = isAside;
    this.large.hidden = isAside;
    this.pin.setAttribute('aria-pressed', String(pinned));
    this.large.setAttribute('aria-pressed', String(enlarged));
  }
}
