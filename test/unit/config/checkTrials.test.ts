import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { checkData } from '../../../src/config/checks/checkData';
import { dataSchema } from '../../../src/config/schema/data';

const found = (data: object): { path: string; message: string }[] =>
  checkData(dataSchema.parse({ task: 'trials', ...data })).map(({ path, sentence }) => ({
    path: path.join('.'),
    message: inEnglish(sentence),
  }));

describe('trials', () => {
  it.each(['evidence', 'context', 'multisensory', 'delayedMatch', 'delayedComparison', 'intervals'])(
    '%s is right as it stands',
    (trial) => {
      expect(found({ trial })).toEqual([]);
    },
  );

  it('a period that is no whole number of steps is named with the nearest one that is', () => {
    expect(found({ dt: 20, periods: { delay: 450 } })).toEqual([
      {
        path: 'data.periods.delay',
        message: '450 ms are no whole number of steps of 20 ms. Set "delay" to 460, or change "dt".',
      },
    ]);
    expect(found({ dt: 0.1, periods: { delay: 0.3 } })).toEqual([]);
  });

  it('a second stimulus belongs to trials that have one', () => {
    expect(found({ trial: 'evidence', periods: { test: 100 } }).map(({ path }) => path)).toEqual(['data.periods.test']);
    expect(found({ trial: 'delayedMatch', periods: { test: 100 } })).toEqual([]);
    // The default of the second stimulus is the first one, whose mistake is said once.
    expect(found({ trial: 'delayedMatch', periods: { stimulus: 110 } })).toHaveLength(1);
  });

  it('durations can differ, and are not too many', () => {
    expect(found({ trial: 'intervals', periods: { stimulus: 50 } })).toEqual([
      expect.objectContaining({ path: 'data.periods.stimulus' }),
    ]);
    expect(found({ trial: 'intervals', dt: 1, periods: { stimulus: 1000 } })).toEqual([
      expect.objectContaining({ path: 'data.dt' }),
    ]);
  });
});
