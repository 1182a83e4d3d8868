import * as z from 'zod';
import { inEnglish } from '../base/sentence';
import { predictedTargets } from '../config/layers/heads';
import { horizonFigure } from '../result/comparison';
import { allNetworks } from '../result/networks';
import type { AnalysisResult, Estimate } from '../result/result';
import { ResultIndex } from '../result/resultIndex';
import { runFigures } from '../result/runs/runFigures';
import { accuracyTarget } from '../result/training';
import { warningsInEnglish } from '../result/warningSentence';
import { digits, numberLine, numberOf, numberShape } from './numbers';

export const networkShape = z.object({
  name: z.string(),
  epoch: z.number().describe('the epoch of the numbers; 0 is before training'),
  loss: z.number().optional().describe('held-out loss at the end of training'),
  accuracy: z
    .object({ target: z.string(), share: z.number(), low: z.number().optional(), high: z.number().optional() })
    .optional()
    .describe('share of right answers on held-out sequences, with its 95 % interval (Wilson) where it is known'),
  numbers: z.array(numberShape).describe('the last step of the last epoch, the input side first'),
  horizons: z
    .array(z.object({ layer: z.string(), lag: z.string() }))
    .describe('the largest lag up to which inputs are remembered; "≥": perhaps further, "–": none, "?": unknown'),
  findings: z.array(z.string()),
  warnings: z.array(z.string()),
});

export type AgentNetwork = z.output<typeof networkShape>;

/** What the layer table, the memory curves and the findings of a run say, network by network, the model first. */
export function headlines(result: AnalysisResult): AgentNetwork[] {
  return allNetworks(result).map(({ name, view }, i) => headline(name, view, i > 0));
}

function headline(name: string, result: AnalysisResult, isFurther: boolean): AgentNetwork {
  const index = new ResultIndex(result);
  const targets = predictedTargets(result.config.model.layers);
  const layers = result.layers.filter(({ analysed }) => analysed).map((layer) => layer.name);
  const last = result.training.at(-1);
  const shown = layers.flatMap((layer): (Estimate | undefined)[] => [
    index.atEnd('inputInformation', layer),
    index.atEnd('historyInformation', layer),
    ...targets.map((target) => index.about(layer, target)),
    index.atEnd('rate', layer),
    index.atEnd('relevance', layer),
  ]);
  const accuracy = runFigures(result).find(({ key }) => key === 'accuracy');
  return {
    name,
    epoch: index.lastEpoch,
    ...(last ? { loss: digits(last.validationLoss) } : {}),
    ...(last && accuracy
      ? {
          accuracy: {
            target: accuracyTarget(last),
            share: digits(accuracy.value),
            ...(accuracy.interval ? { low: digits(accuracy.interval.low), high: digits(accuracy.interval.high) } : {}),
          },
        }
      : {}),
    numbers: shown.flatMap((estimate) => (estimate ? [numberOf(estimate, isFurther ? name : undefined)] : [])),
    horizons: layers.flatMap((layer) => {
      const fit = index.fit(layer);
      return fit?.horizon === undefined ? [] : [{ layer, lag: horizonFigure(fit) }];
    }),
    findings: result.findings.map((finding) => inEnglish(finding)),
    warnings: warningsInEnglish(result.warnings, result.config.analysis.unit),
  };
}

/** The same in lines of text. */
export function headlineLines({ name, loss, accuracy, numbers, horizons, findings, warnings }: AgentNetwork): string[] {
  return [
    `Network ${name}`,
    ...(accuracy ? [accuracyLine(accuracy)] : []),
    ...(loss === undefined ? [] : [`held-out loss ${loss.toPrecision(3)}`]),
    ...numbers.map(numberLine),
    ...horizons.map(({ layer, lag }) => `memory horizon of ${layer}: lag ${lag}`),
    ...findings.map((finding) => `Finding: ${finding}`),
    ...warnings.map((warning) => `Warning: ${warning}`),
  ];
}

function accuracyLine({ target, share, low, high }: NonNullable<AgentNetwork['accuracy']>): string {
  const percent = (value: number): string => (100 * value).toFixed(1);
  const interval =
    low === undefined || high === undefined ? '' : ` (95 % interval ${percent(low)} to ${percent(high)})`;
  return `held-out accuracy of ${target}: ${percent(share)} %${interval}`;
}
