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
  table: 'M2 3h12v10H2zm1 1v2h10V4zm0 3v2h4V7zm5 0v2h5V7zm-5 3v2h4v-2zm5 0v2h5v-2z',
  picture: 'M2 3h12v10H2zm1 1v6.3l3-3 3 3 1.5-1.5L13 11.3V4zm7.5 1.2a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 0 1 0-2.2z',
  csv: 'M8.5 1.5v7.1l2.6-2.6.8.7L8 10.6 4.1 6.7l.8-.7 2.6 2.6V1.5zM2.5 11h1v2.5h9V11h1v3.5h-11z',
  copy: 'M5 1.5h8.5V11H12v3.500H3V4h2zM6 4h6v6h.5V2.500H6zM4 5v8.500h7V5z',
  play: 'M4.500 2.500l9 5.500-9 5.500z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
} as const;

/** An ordinary link that does something on this page. */
export function actionLink(text: string, act: () => void): HTMLButtonElement {
  const link = h('button', { type: 'button', class: 'link' }, text);
  link.addEventListener('click', act);
  return link;
}
