import { isCell } from '../../src/config/layers/layerTraits';
import type { Quantity } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { Teaching } from './chartData';
import type { Scene } from './scene';

type Chosen = NonNullable<Scene['result']['config']['analysis']['quantities']>[number];

/** Why a chart of `quantity` is empty, and the config setting that would fill it. */
export function missingQuantity(scene: Scene, quantity: Quantity & Chosen): Teaching {
  const chosen = scene.result.config.analysis.quantities;
  if (chosen && !chosen.includes(quantity)) {
    return {
      text: t('`analysis.quantities` in the config does not include `{0}`.', quantity),
      link: {
        text: t('Add `{0}` to draw this chart', quantity),
        path: ['analysis', 'quantities'],
        value: [...chosen, quantity],
      },
    };
  }
  if (scene.running) return { text: t('The first estimates are being computed.') };
  if (scene.choices.epoch !== 'newest')
    return {
      text: t('There is no estimate at epoch {0}. Move the slider to an epoch that has one.', scene.choices.epoch),
    };
  return { text: t('There is nothing to estimate here for this network and these data.') };
}

/** Inserts a sweep over beta, which draws the whole curve instead of one network's point. */
export function addSweep(): Teaching {
  return {
    text: t('One network gives one point. A `sweep` over beta draws the whole curve.'),
    link: { text: t('Insert a `sweep`'), path: ['sweep'], value: { beta: { from: 1, to: 100, steps: 8 } } },
  };
}

/** Inserts a bottleneck before the head, usually the narrowest place for a code. */
export function addBottleneck(scene: Scene, text: string): Teaching {
  if (scene.result.config.data.task === 'activations')
    return { text: t('Recorded states have no `bottleneck` layer, so this chart cannot be drawn from them.') };
  const { layers } = scene.result.config.model;
  const last = layers.at(-1);
  const at = last?.type === 'dense' ? layers.length - 1 : layers.length;
  return {
    text,
    link: {
      text: t('Insert a `bottleneck` layer'),
      path: ['model', 'layers', at],
      insert: true,
      value: { type: 'bottleneck', name: freeName(layers.map(({ name }) => name)), units: 4, beta: 100 },
    },
  };
}

function freeName(names: readonly string[]): string {
  for (let i = 0; ; i++) {
    const name = i === 0 ? 'z' : `z${i + 1}`;
    if (!names.includes(name)) return name;
  }
}

/** Adds a second recurrent network: the same layers with another cell. */
export function addNetworks(scene: Scene): Teaching {
  const { layers } = scene.result.config.model;
  const text = t(
    'This chart compares how far back several networks remember. Add the other networks under `networks`; ' +
      'all of them use the same data.',
  );
  const cell = layers.find(isCell);
  if (!cell) return { text };
  const type = cell.type === 'gru' ? 'lstm' : 'gru';
  const other = layers.map((layer) =>
    layer.name === cell.name ? { type, name: cell.name, units: cell.units } : layer,
  );
  return {
    text,
    link: { text: t('Add a `{0}` network to compare', type), path: ['networks'], value: { [type]: { layers: other } } },
  };
}

/** Requests memory at every step, not only at the last. */
export function addPositions(scene: Scene): Teaching {
  if (scene.result.config.analysis.positions === 'all') {
    return {
      text: scene.running
        ? t('The first estimates are being computed.')
        : t('This map exists only for the last analyzed epoch. Move the slider to the end to see it.'),
    };
  }
  return {
    text: t('Memory over lag is estimated at the last step only. Set `positions` to estimate it at every step.'),
    link: { text: t('Insert `positions`'), path: ['analysis', 'positions'], value: 'all' },
  };
}
