import { parseResultText } from '../../../src/result/resultText';
import type { AnalysisResult } from '../../../src/result/result';
import type { Outcome } from './command';

/** A sweep of two chains whose points take some tenths of a second each. */
export const grid = '1.5:30:6';
export const sweepConfig = {
  data: { task: 'gaussianProcess', coefficients: [0.9], noise: 0.19, length: 2, samples: 2048, heldOut: 512 },
  model: {
    layers: [
      { type: 'gru', name: 'state', units: 4 },
      { type: 'bottleneck', name: 'z', units: 1 },
      { type: 'dense', name: 'out', units: 1 },
    ],
  },
  training: { epochs: 5, batchSize: 32 },
  analysis: { samples: 512 },
};

/** What a sweep is for, as bytes: its curves; and how much of it was found from before. */
export function swept({ status, stdout, stderr }: Outcome): {
  curves: string;
  betas: number[];
  parts: { total: number; reused: number } | undefined;
} {
  if (status !== 0) throw new Error(`The sweep ended with ${status}: ${stderr}`);
  const result = parseResultText(stdout) as AnalysisResult;
  return {
    curves: JSON.stringify(result.curves),
    betas: (result.curves.bottleneck ?? []).map(({ beta }) => beta),
    parts: result.stages.find(({ name }) => name === 'sweep')?.parts,
  };
}
