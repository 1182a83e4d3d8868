import { layerNamed } from '../../src/config/layers/wholeState';
import type { LayerSummary } from '../../src/result/result';
import type { DrawState } from '../painters/drawState';
import { shortened } from '../painters/common';
import { styleOf } from '../painters/drawState';
import { h, setText, svg } from '../ui/dom';
import { iconOf, icons } from '../ui/controls';
import { shapePath } from '../ui/layerStyle';
import { t } from '../ui/l10n';
import type { Actions } from './actions';

/**
 * The layers with their colours and markers: the legend of every chart. Pointing at a layer highlights it in all of
 * them.
 */
export class LayerBar {
  readonly element = h('nav', { class: 'layers', 'aria-label': t('Layers') });
  private shown = '';

  constructor(private readonly actions: Actions) {}

  update(layers: readonly LayerSummary[], drawState: DrawState): void {
    const { hiddenLayers } = drawState.layout;
    const key = JSON.stringify([layers, drawState.theme.series]);
    if (key !== this.shown) {
      this.shown = key;
      this.element.replaceChildren(...layers.map((layer) => this.chip(layer, drawState)), ...markKeys());
    }
    for (const box of this.element.children) {
      const layer = box.getAttribute('data-layer');
      if (layer === null) continue;
      const hidden = hiddenLayers.includes(layer);
      box.classList.toggle('is-hidden', hidden);
      box.querySelector('.chip')?.setAttribute('aria-current', String(layer === drawState.lit));
      box.querySelector('.hide')?.setAttribute('aria-pressed', String(hidden));
    }
  }

  private chip(layer: LayerSummary, drawState: DrawState): HTMLElement {
    const name = h('span', {});
    setText(name, shortened(layer.name, 24));
    const title = t(
      '{0}: {1}, {2} units, {3} parameters. Click to show it in the config.',
      layer.name,
      layer.type,
      layer.units,
      layer.parameters,
    );
    const chip = h(
      'button',
      { type: 'button', class: layer.analysed ? 'chip' : 'chip quiet', 'data-layer': layer.name, title },
      markerOf(layer.name, drawState),
      name,
    );
    chip.addEventListener('mouseenter', () => this.actions.light(layer.name));
    chip.addEventListener('mouseleave', () => this.actions.light(undefined));
    chip.addEventListener('focus', () => this.actions.light(layer.name));
    chip.addEventListener('blur', () => this.actions.light(undefined));
    chip.addEventListener('click', () => this.actions.reveal(layerNamed(layer.name)));
    if (!layer.analysed) return h('span', { class: 'chip-box', 'data-layer': layer.name }, chip);
    const label = t('Hide {0} in every chart', layer.name);
    const hide = h('button', { type: 'button', class: 'hide', 'aria-label': label, title: label }, iconOf(icons.hide));
    hide.addEventListener('click', () => this.actions.hideLayer(layer.name));
    return h('span', { class: 'chip-box', 'data-layer': layer.name }, chip, hide);
  }
}

/** The meaning of a hollow marker and of the tick beyond an interval, once for all charts. */
function markKeys(): HTMLElement[] {
  const key = (path: string, text: string): HTMLElement =>
    h(
      'span',
      { class: 'key' },
      svg(
        'svg',
        { viewBox: '0 0 10 10', width: 10, height: 10, 'aria-hidden': 'true' },
        svg('path', { d: path, stroke: 'currentColor', 'stroke-width': 1.25, fill: 'none' }),
      ),
      text,
    );
  return [
    key(shapePath({ name: 'circle', rotation: 0 }), t('hollow marker: has a warning')),
    key('M2 4.500l3-3 3 3M5 8.500v-4', t('arrow: the estimate is a bound, and the true value lies in this direction')),
  ];
}

export function markerOf(layer: string, drawState: DrawState): SVGElement {
  const style = styleOf(drawState, layer);
  return svg(
    'svg',
    { viewBox: '0 0 10 10', width: 10, height: 10, 'aria-hidden': 'true' },
    svg('path', { d: shapePath(style.shape), fill: style.colour }),
  );
}
