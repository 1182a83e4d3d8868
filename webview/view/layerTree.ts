import { warningsOf } from '../model/sentence';
import type { Estimate, LayerSummary } from '../../src/result/result';
import type { DrawState } from '../painters/drawState';
import { h } from '../ui/dom';
import { t } from '../ui/l10n';
import { formatValue } from '../../src/result/format';
import { readValue } from '../model/estimateMarks';
import { inUnit, lastOf, type Scene } from '../model/scene';
import { unitName } from '../model/labels';
import type { Actions } from './actions';
import { markerOf } from './layerBar';

/** The network as a list, input side first: each layer with its information about the input and about the target. */
export class LayerTree {
  readonly element = h('table', { class: 'tree' });
  private shown = '';

  constructor(private readonly actions: Actions) {}

  update(scene: Scene, drawState: DrawState): void {
    const rows = scene.result.layers.map((layer) => ({
      layer,
      input: lastOf(scene, 'inputInformation', layer.name),
      target: lastOf(scene, 'outputInformation', layer.name),
    }));
    const key = JSON.stringify([rows, scene.unit, drawState.theme.series]);
    if (key !== this.shown) {
      this.shown = key;
      const unit = unitName(scene.unit);
      this.element.replaceChildren(
        h('caption', { class: 'spoken' }, t('Information held by each layer, in {0}', unit)),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, t('layer')),
            h('th', { scope: 'col', class: 'number' }, t('input')),
            h('th', { scope: 'col', class: 'number' }, t('target')),
          ),
        ),
        h('tbody', {}, ...rows.map(({ layer, input, target }) => this.row(scene, layer, input, target, drawState))),
      );
    }
    for (const row of this.element.querySelectorAll('tbody tr'))
      row.classList.toggle('lit', row.getAttribute('data-layer') === drawState.lit);
  }

  private row(
    scene: Scene,
    layer: LayerSummary,
    input: Estimate | undefined,
    target: Estimate | undefined,
    drawState: DrawState,
  ): HTMLElement {
    const name = h(
      'button',
      { type: 'button', class: 'name', title: t('Show {0} in the config', layer.name) },
      markerOf(layer.name, drawState),
      h('span', { class: 'text' }, layer.name),
      h('span', { class: 'type' }, `${layer.type} ${layer.units}`),
    );
    name.addEventListener('click', () => this.actions.reveal(layer.name));
    const row = h(
      'tr',
      { 'data-layer': layer.name },
      h('th', { scope: 'row' }, name),
      number(scene, input),
      number(scene, target),
    );
    row.addEventListener('mouseenter', () => this.actions.light(layer.name));
    row.addEventListener('mouseleave', () => this.actions.light(undefined));
    return row;
  }
}

function number(scene: Scene, estimate: Estimate | undefined): HTMLElement {
  if (!estimate) return h('td', { class: 'number quiet' }, '–');
  const doubtful = (estimate.warnings ?? []).length > 0;
  const sign = estimate.bound === 'lower' ? '≥ ' : estimate.bound === 'upper' ? '≤ ' : '';
  return h(
    'td',
    {
      class: doubtful ? 'number doubtful' : 'number',
      title: [readValue(scene, estimate), ...warningsOf(scene.unit, estimate)].join('\n'),
    },
    `${sign}${formatValue(inUnit(scene, estimate).value)}`,
  );
}
