import { gaussianMeasure } from './copula/gaussianMeasure';
import { studentMeasure } from './copula/studentMeasure';
import { binnedMeasure, countedMeasure } from './discrete/countedMeasure';
import { kdeMeasure } from './kde/kdeMeasure';
import { knownMeasure, leaveOneOutMeasure } from './known/knownMeasure';
import { gaussianMixture } from './critics/mixture/gaussianMixture';
import { gaussianConditional } from './gaussian/gaussianConditional';
import type { Measure, NamedEstimator } from './measure';
import { neighborMeasurement } from './neighbors/neighborMeasurement';
import { probeMeasure } from './probe/probeMeasure';
import { rebmi } from './rebmi';
import type { EstimatorOf } from './table';

/** The critic kernel is loaded only for a neural estimate. */
const neuralMeasure: Measure<EstimatorOf<'critic'>> = async (x, y, options, _, signal) => {
  const { neuralEstimate } = await import('./neural');
  return neuralEstimate(x.variable, y.variable, options, signal);
};

/** The code of every estimator of the table. */
const measures: { readonly [Name in NamedEstimator]: Measure<Name> } = {
  plugin: countedMeasure,
  millerMadow: countedMeasure,
  grassberger: countedMeasure,
  chaoShen: countedMeasure,
  nsb: countedMeasure,
  binning: binnedMeasure,
  kdeLower: kdeMeasure,
  kdeUpper: kdeMeasure,
  ksg1: neighborMeasurement,
  ksg2: neighborMeasurement,
  lnc: neighborMeasurement,
  ross: neighborMeasurement,
  mixedKsg: neighborMeasurement,
  gaussianCopula: gaussianMeasure,
  studentCopula: studentMeasure,
  gaussian: gaussianMeasure,
  gaussianConditional,
  gaussianMixture,
  probe: probeMeasure,
  mine: neuralMeasure,
  smile: neuralMeasure,
  infoNCE: neuralMeasure,
  nwj: neuralMeasure,
  dv: neuralMeasure,
  js: neuralMeasure,
  club: neuralMeasure,
  leaveOneOut: leaveOneOutMeasure,
  knownConditional: knownMeasure,
  rebmi: (x, y, options, _, signal) => rebmi(x.original, y.original, options, signal),
};

/** The code of one estimator, or of one among several. */
export function measureBy<Name extends NamedEstimator>(name: Name): Measure<Name> {
  return measures[name];
}
