import { isEveryStep } from '../../../result/attention';
import type { AttentionMap, Sentence } from '../../../result/result';
import type { ResultIndex } from '../../../result/resultIndex';
import { figure, percent } from '../../../result/format';
import { unitWord } from '../../../result/units';
import { cited, passedFigure, peakOf } from '../figures';

/** Below this share of the weight no single distance stands out: the layer looks everywhere. */
const leastWeight = 0.25;

/** The main distance of each attention layer at the last epoch, and what passes its bottleneck. */
export function attentionFindings({ result }: ResultIndex): Sentence[] {
  const maps = result.attention ?? [];
  const last = Math.max(...maps.map(({ epoch }) => epoch));
  return maps.filter(({ epoch }) => epoch === last).flatMap((map) => [lookOf(map), ...passedOf(map)]);
}

function lookOf(map: AttentionMap): Sentence {
  const {
    layer,
    peak: { back, weight },
  } = map;
  const share = peakOf(map, 'weight');
  if (weight < leastWeight)
    return cited({
      message: '{0} spreads its attention: no distance in time gets more than {1} of its weight.',
      args: [layer, share],
      layer,
    });
  if (back === 0)
    return cited({
      message: '{0} attends most to the current step, with {1} of its weight.',
      args: [layer, share],
      layer,
    });
  if (Math.abs(back) === 1)
    return cited({
      message:
        back > 0
          ? '{0} attends most to the previous step, with {1} of its weight.'
          : '{0} attends most to the next step, with {1} of its weight.',
      args: [layer, share],
      layer,
    });
  return cited({
    message:
      back > 0
        ? '{0} attends most to the step {1} steps back, with {2} of its weight.'
        : '{0} attends most to the step {1} steps ahead, with {2} of its weight.',
    args: [layer, peakOf(map, 'back'), share],
    layer,
  });
}

function passedOf(map: AttentionMap): Sentence[] {
  const { layer, passed } = map;
  if (!passed) return [];
  return [
    cited({
      message: isEveryStep(map)
        ? '{0} lets at most {1} {2} of a sequence pass; {3} of that is at step {4}.'
        : '{0} lets at most {1} {2} of a sequence pass; {3} of that is in the block of steps that ends at step {4}.',
      args: [
        layer,
        passedFigure(map, 'total', figure),
        unitWord(passed.unit),
        passedFigure(map, 'largestShare', percent),
        passedFigure(map, 'largestAt', (step) => step),
      ],
      layer,
    }),
  ];
}
