import { sentence } from '../../../base/sentence';
import type { AnalysisConfig } from '../../../config/schema/config';
import { tooManyColumns } from '../../../config/schema/studies/select/tooManyColumns';
import { InputError } from '../../../base/userError';
import type { Dataset } from '../../../data/dataset';
import { fewestRanked } from './columnSteps';

/** Why nothing can be chosen from the inputs of a dataset; undefined where something can. */
export function columnsProblem(
  { training: { inputs, targets } }: Dataset,
  { select }: AnalysisConfig,
): InputError | undefined {
  if (inputs.symbols)
    return problem(
      sentence('The inputs are symbols, which have no columns to choose from. Remove "select", or give real values.'),
    );
  if (inputs.features < 2)
    return problem(sentence('The inputs have one column, so there is nothing to choose. Remove "select".'));
  if (inputs.features > mostColumns)
    return problem(
      sentence(
        'The inputs have {0} columns, but at most {1} can be ranked. Give fewer columns.',
        inputs.features,
        mostColumns,
      ),
    );
  if (!targets)
    return problem(
      sentence('The data have no target, and "select" ranks columns by what they tell of it. Give "targets".'),
    );
  const place = select?.counts?.findIndex((count) => count >= inputs.features) ?? -1;
  const count = select?.counts?.at(place);
  if (place >= 0 && count !== undefined)
    return new InputError(tooManyColumns(inputs.features, count), undefined, undefined, ['select', 'counts', place]);
  return undefined;
}

/** Nothing can be ranked by so few sequences. */
export const tooFewSequences = (): InputError =>
  problem(
    sentence(
      'Fewer than {0} training sequences have a target, which is too few to rank columns by. Give more data.',
      fewestRanked,
    ),
  );

/** All pairs are looked at. */
const mostColumns = 128;

const problem = (said: ReturnType<typeof sentence>): InputError =>
  new InputError(said, undefined, undefined, ['select']);
