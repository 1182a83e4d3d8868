import { verbatim } from '../../base/sentence';
import type {
  AnalysisResult,
  DataSummary,
  Estimate,
  ExactLine,
  InformationLoss,
  NetworkResult,
  RateDistortionPoint,
} from '../result';
import { analysisReason } from '../reasons';
import { analysisWarning, type Warning } from '../warnings';
import { ofVersion1 } from './ofVersion1';

/** The English texts of schema version 1, where version 2 has data. */
interface EstimateVersion1 extends Omit<Estimate, 'of' | 'reason' | 'warnings'> {
  readonly of?: string;
  readonly reason?: string;
  readonly warnings?: readonly string[];
}

type Named<Line> = Omit<Line, 'name'> & { readonly name: string };
type MaybeNamed<Line> = Omit<Line, 'name'> & { readonly name?: string };
type LossVersion1 = Omit<InformationLoss, 'warnings'> & { readonly warnings?: readonly string[] };

/** The texts common to a network and the document itself. */
interface NetworkTexts {
  readonly estimates: readonly EstimateVersion1[];
  readonly exact: readonly Named<ExactLine>[];
  readonly losses?: readonly LossVersion1[] | undefined;
  readonly warnings: readonly string[];
}

type NetworkVersion1 = Omit<NetworkResult, keyof NetworkTexts> & NetworkTexts;

type Curves = AnalysisResult['curves'];

interface CurvesVersion1 extends Omit<Curves, 'criticalBetas' | 'rateDistortion' | 'rateDistortionLimit'> {
  readonly criticalBetas?: readonly { readonly beta: number; readonly name: string }[];
  readonly rateDistortion?: readonly MaybeNamed<RateDistortionPoint>[];
  readonly rateDistortionLimit?: readonly MaybeNamed<RateDistortionPoint>[];
}

export interface ResultVersion1
  extends Omit<AnalysisResult, 'schemaVersion' | 'data' | 'curves' | 'networks' | keyof NetworkTexts>, NetworkTexts {
  readonly schemaVersion: 1;
  readonly data?: Omit<DataSummary, 'title'> & { readonly title: string };
  readonly curves: CurvesVersion1;
  readonly networks?: readonly NetworkVersion1[];
}

/** A document of schema version 1 in the form of version 2: the same numbers, its English kept where it has no code. */
export function fromVersion1(document: ResultVersion1): AnalysisResult {
  const { data, curves, networks, estimates, exact, losses, warnings, ...same } = document;
  return {
    ...same,
    ...textsOf({ estimates, exact, losses, warnings }),
    schemaVersion: 2,
    ...(data && { data: { ...data, title: verbatim(data.title) } }),
    curves: curvesOf(curves),
    ...(networks && { networks: networks.map(networkOf) }),
  };
}

function textsOf({ estimates, exact, losses, warnings }: NetworkTexts): Pick<NetworkResult, keyof NetworkTexts> {
  return {
    estimates: estimates.map(estimateOf),
    exact: exact.map(named),
    ...(losses && { losses: losses.map(lossOf) }),
    warnings: warnings.map(warningOf),
  };
}

function networkOf({ estimates, exact, losses, warnings, ...same }: NetworkVersion1): NetworkResult {
  return { ...same, ...textsOf({ estimates, exact, losses, warnings }) };
}

const lossOf = ({ warnings, ...same }: LossVersion1): InformationLoss => ({ ...same, ...warned(warnings) });

function estimateOf({ of, reason, warnings, ...same }: EstimateVersion1): Estimate {
  return {
    ...same,
    ...(of !== undefined && { of: ofVersion1(of) }),
    ...(reason !== undefined && { reason: [analysisReason('text', reason)] }),
    ...warned(warnings),
  };
}

function curvesOf({ criticalBetas, rateDistortion, rateDistortionLimit, ...same }: CurvesVersion1): Curves {
  return {
    ...same,
    ...(criticalBetas && { criticalBetas: criticalBetas.map(named) }),
    ...(rateDistortion && { rateDistortion: rateDistortion.map(maybeNamed) }),
    ...(rateDistortionLimit && { rateDistortionLimit: rateDistortionLimit.map(maybeNamed) }),
  };
}

const warningOf = (text: string): Warning => analysisWarning('text', text);

const warned = (warnings: readonly string[] | undefined): { warnings?: readonly Warning[] } =>
  warnings ? { warnings: warnings.map(warningOf) } : {};

const named = <Line extends { readonly name: string }>(line: Line) => ({ ...line, name: verbatim(line.name) });

const maybeNamed = ({ name, ...same }: MaybeNamed<RateDistortionPoint>): RateDistortionPoint => ({
  ...same,
  ...(name !== undefined && { name: verbatim(name) }),
});
