import type { AnalysisResult, Sentence } from '../../../result/result';
import { cited, recordOf } from '../figures';

/** Which epoch's weights the last snapshot has, where they are not those of the last epoch. */
export function keptFindings({ training, config }: AnalysisResult): Sentence[] {
  const last = training.at(-1);
  if (last?.keptFrom === undefined) return [];
  const loss = recordOf(last, 'validationLoss', (value) => value.toPrecision(3));
  return [
    cited({
      args: [last.keptFrom, config.training.epochs, loss],
      message:
        'The weights of epoch {0} of {1} are kept, where the held-out loss was least ({2}); the last epoch shows them.',
    }),
  ];
}
