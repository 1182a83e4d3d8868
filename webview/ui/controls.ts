import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';
import { h, setAttributes, setText, svg } from './dom';

/** The only module that uses the toolkit (archived): to replace it, replace this file. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeProgressRing());
}

export interface ButtonOptions {
  readonly label: string;
  readonly press: () => void;
  readonly appearance?: 'primary' | 'secondary' | 'icon';
  /** An icon's path in a box of 16 by 16; the label then serves only as its accessible name. */
  readonly icon?: string;
}

export function button({ label, press, appearance = 'secondary', icon }: ButtonOptions): HTMLElement {
  const element = document.createElement('vscode-button');
  setAttributes(element, { appearance, ...(icon === undefined ? {} : { 'aria-label': label, title: label }) });
  element.append(icon === undefined ? label : iconOf(icon));
  element.addEventListener('click', press);
  return element;
}

export function iconOf(path: string): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', class: 'icon' },
    svg('path', { d: path, fill: 'currentColor', 'fill-rule': 'evenodd' }),
  );
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** A menu of values with one chosen; rebuilt only when its choices change, so that an open one stays open. */
export class Menu {
  readonly element: HTMLElement;
  private shown = '';

  constructor(
    label: string,
    private readonly choose: (value: string) => void,
  ) {
    this.element = document.createElement('vscode-dropdown');
    setAttributes(this.element, { 'aria-label': label, title: label });
    this.element.addEventListener('change', () => {
      const value: unknown = Reflect.get(this.element, 'value');
      if (typeof value === 'string' && value !== this.chosen) {
        this.chosen = value;
        this.choose(value);
      }
    });
  }

  private chosen = '';

  show(choices: readonly Choice[], chosen: string): void {
    const key = JSON.stringify(choices);
    if (key !== this.shown) {
      this.shown = key;
      this.element.replaceChildren(
        ...choices.map(({ value, text }) => {
          const option = document.createElement('vscode-option');
          setAttributes(option, { value, selected: value === chosen });
          setText(option, text);
          return option;
        }),
      );
    }
    if (this.chosen === chosen) return;
    this.chosen = chosen;
    Reflect.set(this.element, 'value', chosen);
  }
}

export const icons = {
  unzoom:
    'M6.500 2a4.500 4.500 0 0 1 3.600 7.200l3.900 3.900-.9.9-3.900-3.900A4.500 4.500 0 1 1 6.500 2z' +
    'm0 1.200a3.300 3.300 0 1 0 0 6.600 3.300 3.300 0 0 0 0-6.600zM4.500 6h4v1h-4z',
  scale: 'M2 2h1.200v10.800H14V14H2zM8 3l2.500 3H8.600v4h1.900L8 13 5.500 10h1.900V6H5.500z',
  logarithmic: 'M2 2h1.200v10.800H14V14H2zM5 11h1V5H5zm2.500 0h1V7.500h-1zm2.500 0h1V9h-1zm2.500 0h1v-1h-1z',
  pin: 'M5 1.500h6v1.200l-1 .8v3.300l2 2v1.200H8.600V14L8 15l-.6-1v-4H4V8.800l2-2V3.500l-1-.8z',
  enlarge: 'M2 2h5v1.200H4l3.300 3.300-.8.8L3.200 4v3H2zm12 12H9v-1.200h3L8.700 9.500l.8-.8 3.300 3.300V9H14z',
  hide:
    'M8 3.500c3 0 5.300 2 6.500 4.500-1.200 2.500-3.500 4.500-6.500 4.500S2.700 10.500 1.500 8C2.700' +
    ' 5.500 5 3.500 8 3.500z' +
    'm0 1.100C5.700 4.600 3.800 6 2.700 8 3.800 10 5.700 11.400 8 11.400S12.200 10 13.300 8C12.200 6' +
    ' 10.300 4.600 8 4.600zM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  table: 'M2 3h12v10H2zm1 1v2h10V4zm0 3v2h4V7zm5 0v2h5V7zm-5 3v2h4v-2zm5 0v2h5v-2z',
  picture: 'M2 3h12v10H2zm1 1v6.3l3-3 3 3 1.5-1.5L13 11.3V4zm7.5 1.2a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 0 1 0-2.2z',
  vector:
    'M2 2h3v1h6V2h3v3h-1v6h1v3h-3v-1H5v1H2v-3h1V5H2zm1 1v1h1V3zm9' +
    ' 0v1h1V3zM5 4v1H4v6h1v1h6v-1h1V5h-1V4zM3 12v1h1v-1zm9 0v1h1v-1z',
  csv: 'M8.5 1.5v7.1l2.6-2.6.8.7L8 10.6 4.1 6.7l.8-.7 2.6 2.6V1.5zM2.5 11h1v2.5h9V11h1v3.5h-11z',
  copy: 'M5 1.5h8.5V11H12v3.500H3V4h2zM6 4h6v6h.5V2.500H6zM4 5v8.500h7V5z',
  help:
    'M8 1.500a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13z' +
    'm0 1.100a5.400 5.400 0 1 0 0 10.800A5.400 5.400 0 0 0 8 2.600z' +
    'M7.400 10.600h1.200v1.200H7.400zM8 4.200c1.300 0 2.300.9 2.300 2.100 0 .9-.5 1.400-1.100 1.900' +
    '-.5.400-.6.600-.6 1.200H7.400c0-1.100.4-1.600 1-2.100.5-.4.7-.6.7-1 0-.6-.4-1-1.100-1' +
    's-1.200.4-1.200 1.200H5.600c0-1.400 1-2.300 2.400-2.300z',
  play: 'M4.500 2.500l9 5.500-9 5.500z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
} as const;

/** An ordinary link that does something on this page. */
export function actionLink(text: string, act: () => void): HTMLButtonElement {
  const link = h('button', { type: 'button', class: 'link' }, text);
  link.addEventListener('click', act);
  return link;
}
