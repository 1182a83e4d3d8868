import { sentence } from '../../../base/sentence';
import type { NamedLayerConfig } from '../../schema/layers';
import { type HeadSetting, targetSentence } from '../heads';
import type { LayerProblem } from '../layerProblem';
import type { TargetShape } from '../targets';

/** So many classes may be whole numbers that somebody wants to predict. */
const manyClasses = 20;

/** A head whose units or activation do not fit its target. */
export function headMismatch(
  { index, target }: Pick<HeadSetting, 'index' | 'target'>,
  head: Extract<NamedLayerConfig, { type: 'dense' }>,
  { at, classes, values = 1, tags = false }: TargetShape,
  steps?: number,
): LayerProblem | undefined {
  const { name, units, activation } = head;
  const what = targetSentence(target);
  const wrong = (
    key: 'units' | 'activation',
    said: LayerProblem['sentence'],
    right: string | number,
  ): LayerProblem => ({ index, keys: [key], sentence: said, right });
  if (classes === undefined) {
    if (units !== values)
      return wrong(
        'units',
        values === 1
          ? sentence('"{0}" has {1} units, but {2} is one value: make it 1.', name, units, what)
          : sentence('"{0}" has {1} units, but {2} is {3} values: make it {3}.', name, units, what, values),
        values,
      );
    if (activation === 'softmax' && tags)
      return wrong(
        'activation',
        sentence(
          '"{0}" ends in a softmax, which says which one of its units it is, but {1} is {2} tags, of which several ' +
            'may be there at once. Set "activation" to "sigmoid".',
          name,
          what,
          values,
        ),
        'sigmoid',
      );
    return activation === 'softmax'
      ? wrong(
          'activation',
          sentence(
            '"{0}" ends in a softmax, but {1} is a real value, not a class. Set "activation" to "linear".',
            name,
            what,
          ),
          'linear',
        )
      : undefined;
  }
  // Tags of a sequence look like classes of its steps where there are as many.
  if (at === 'every' && classes === 2 && units === steps && activation === 'sigmoid')
    return wrong(
      'units',
      sentence(
        '"{0}" has {1} units, but {2} has {3} classes at each of the {1} steps. If these are {1} tags of a whole ' +
          'sequence, set "targetAs" in the data to "tags".',
        name,
        units,
        what,
        classes,
      ),
      classes,
    );
  if (units !== classes)
    return wrong(
      'units',
      target === 'X' || target === 'next'
        ? sentence('"{0}" has {1} units, but {2} has {3} symbols: make it {3}.', name, units, what, classes)
        : classes >= manyClasses
          ? sentence(
              '"{0}" has {1} units, but {2} has {3} classes: make it {3}. If they are numbers to predict, set ' +
                '"targetAs" in the data to "values", and give "{0}" 1 unit.',
              name,
              units,
              what,
              classes,
            )
          : sentence('"{0}" has {1} units, but {2} has {3} classes: make it {3}.', name, units, what, classes),
      classes,
    );
  return activation === 'softmax' || activation === 'linear'
    ? undefined
    : wrong(
        'activation',
        sentence(
          '"{0}" ends in {1}, but {2} is one of {3} classes. Set "activation" to "softmax".',
          name,
          activation,
          what,
          classes,
        ),
        'softmax',
      );
}
