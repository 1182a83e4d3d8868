import type { DecayLaw } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { Mark, Series } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import { convert } from '../../src/result/units';
import { type Scene } from '../model/scene';

export function lawName(law: DecayLaw): string {
  return law.kind === 'exponential'
    ? t('exponential, time constant {0} steps', formatValue(law.parameter))
    : t('power law, exponent {0}', formatValue(law.parameter));
}

/** Support for the law: its parameter's interval, and how much better it fits than the other law. */
function lawBasis(law: DecayLaw): string[] {
  return [
    t(
      '95 % interval of the parameter: {0} to {1}. Fitted to {2} lags, from {3} to {4}.',
      formatValue(law.low),
      formatValue(law.high),
      law.points,
      law.from,
      law.to,
    ),
    law.lead < 2
      ? t('AICc does not clearly prefer this law to the other (only {0} lower)', formatValue(law.lead))
      : t('AICc is {0} lower than for the other law', formatValue(law.lead)),
  ];
}

/** The law's value at `lag`, in the config's unit. */
function decayAt(law: DecayLaw, lag: number): number {
  return law.kind === 'exponential'
    ? law.amplitude * Math.exp(-lag / law.parameter)
    : law.amplitude * lag ** -law.parameter;
}

/** @param name the layer's, or the network's */
export function lawSeries(scene: Scene, layer: string, law: DecayLaw): Series {
  const marks: Mark[] = [];
  const scale = convert(1, scene.result.config.analysis.unit, scene.unit);
  for (let i = 0; i <= 40; i++) {
    const x = law.from + ((law.to - law.from) * i) / 40;
    const y = scale * decayAt(law, x);
    marks.push({
      x,
      y,
      bound: 'none',
      warnings: [],
      layer,
      read: t('{0}, fitted {1}: {2} at lag {3}', layer, lawName(law), formatValue(y), formatValue(x)),
      details: lawBasis(law),
      cells: [],
    });
  }
  return { name: t('{0}: {1}', layer, lawName(law)), layer, role: 'fit', marks };
}
