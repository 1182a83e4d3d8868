import { sentence } from '../../base/sentence';
import { hasRate } from '../layers/layerTraits';
import { sweptKeys, usualSweptSeeds } from '../layers/sweptKeys';
import type { AnalysisConfig } from '../schema/config';
import type { SweepConfig } from '../schema/sweep';
import { error, type Finding } from '../text/problem';

/** Each is a whole analysis: more would take days, and no chart shows them. */
const mostAnalyses = 2000;

/** What a sweep goes over, and whether it can. The values of keys are checked by `checkSweptKeys`. */
export function checkSweep(config: AnalysisConfig): Finding[] {
  const { sweep } = config;
  if (!sweep) return [];
  const form = formFindings(sweep);
  if (form.length > 0) return form;
  return sweep.beta ? checkBetas(config, sweep.beta) : checkCount(sweep);
}

/** A sweep goes over beta, over one key, or over a list of keys. */
function formFindings({ beta, key, values, keys, select, dropout }: SweepConfig): Finding[] {
  const asked = [beta, key ?? values, keys].filter((form) => form !== undefined);
  if (asked.length !== 1)
    return [
      error(
        ['sweep'],
        asked.length === 0
          ? sentence('"sweep" needs "key" with "values", a list of "keys", or a grid of "beta".')
          : sentence('"sweep" has more than one of "key", "keys" and "beta". Keep one of them.'),
      ),
    ];
  if (beta) return [];
  if (!keys && values === undefined)
    return [error(['sweep', 'key'], sentence('"sweep" has a "key" without "values". Add "values": [ … ].'))];
  if (!keys && key === undefined)
    return [error(['sweep', 'values'], sentence('"sweep" has "values" without a "key". Add "key".'))];
  const name = select !== undefined ? 'select' : dropout !== undefined ? 'dropout' : undefined;
  return name === undefined
    ? []
    : [{ ...error(['sweep'], sentence('"{0}" belongs to a sweep over "beta". Remove it.', name)), key: name }];
}

function checkCount(sweep: SweepConfig): Finding[] {
  const keys = sweptKeys(sweep);
  const seeds = sweep.seeds ?? usualSweptSeeds;
  const count = keys.reduce((product, { values }) => product * values.length, seeds);
  return count <= mostAnalyses
    ? []
    : [
        error(
          ['sweep'],
          sentence(
            'This sweep is {0} analyses, with {1} repetitions of each place. At most {2} are allowed: give fewer ' +
              'values or "seeds".',
            count,
            seeds,
            mostAnalyses,
          ),
        ),
      ];
}

function checkBetas({ model, training }: AnalysisConfig, { from, to }: NonNullable<SweepConfig['beta']>): Finding[] {
  if (from >= to)
    return [
      error(
        ['sweep', 'beta', 'to'],
        sentence('The sweep runs from beta {0} to {1}: "to" must be larger than "from".', from, to),
      ),
    ];
  if (!model.layers.some(hasRate))
    return [
      error(
        ['sweep'],
        sentence(
          'A sweep over beta needs a layer with a bottleneck: add { "type": "bottleneck", "units": 2 } before ' +
            'the head, or "bottleneck" to a recurrent layer.',
        ),
      ),
    ];
  return training.epochs === 0
    ? [error(['sweep'], sentence('A sweep trains the network at every beta, so "epochs" must be above 0.'))]
    : [];
}
