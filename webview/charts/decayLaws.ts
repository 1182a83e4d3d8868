import type { DecayLaw } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { Mark, Series } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import { isDecided } from '../../src/result/memoryFit';
import { convert } from '../../src/result/units';
import { type Scene } from '../model/scene';

export function lawName(law: DecayLaw): string {
  const parameter = formatValue(law.parameter);
  if (law.kind === 'exponential')
    return isDecided(law)
      ? t('exponential, time constant {0} steps', parameter)
      : t('exponential, time constant {0} steps (a power law fits as well)', parameter);
  return isDecided(law)
    ? t('power law, exponent {0}', parameter)
    : t('power law, exponent {0} (an exponential fits as well)', parameter);
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
    !isDecided(law)
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
