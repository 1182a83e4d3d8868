import type { ConfigEdit } from '../../../config/edits';
import type { Advice, AnalysisResult, Sentence, StudyRank } from '../../../result/result';
import { ranksOf } from '../../../result/studySummary';
import { cited, type CitedArgument, listed } from '../../sayings/figures';
import { accuracyOf, isAhead, sizesSaid, StudyComparison, surenessOf } from '../comparison';
import type { StudySayings } from '../study';

export const selectSayings: StudySayings = { findings, advice };

function findings(result: AnalysisResult): Sentence[] {
  const { all, chosen, rival } = withRivals(result);
  const compared = chosen.flatMap((size) => {
    const random = rival(size.size);
    return random && size.points[0].accuracy !== undefined ? [{ size, random }] : [];
  });
  if (!all || compared.length === 0) return [];
  const list = (of: 'size' | 'random'): CitedArgument =>
    listed(compared.map((pair) => ({ name: `${pair.size.size}:`, figure: accuracyOf(pair[of]) })));
  const ahead = compared.filter(({ size, random }) => isAhead(size, random)).map(({ size }) => size.size);
  const args = [list('size'), list('random'), accuracyOf(all), all.size];
  return [
    cited({
      args,
      message:
        'Accuracy on held-out targets by the number of input columns chosen by information: {0}; by as many random ' +
        'columns: {1}; by all {3}: {2}.',
    }),
    ahead.length > 0
      ? cited({
          args: [sizesSaid(ahead), all.points.length],
          message:
            'The choice is ahead of random columns with {0} columns: there the 95 % interval of the ' +
            'mean difference of ' +
            'pairs of repetitions ({1} pairs) lies above zero.',
        })
      : cited({
          args: [all.points.length],
          message:
            all.points.length > 1
              ? 'Over {0} repetitions the choice is not clearly ahead of random columns: no 95 % ' +
                'interval of the mean ' +
                'difference of pairs lies above zero.'
              : 'One repetition has no interval, so that nothing tells whether the choice is ahead of random columns.',
        }),
  ];
}

function withRivals(result: AnalysisResult) {
  const comparison = new StudyComparison(result, 'select');
  return {
    all: comparison.all,
    chosen: comparison.chosen,
    rival: (size: number) => comparison.rival('random', size),
    smallest: comparison.smallest,
  };
}

function advice(result: AnalysisResult): Advice[] {
  const { all, smallest } = withRivals(result);
  const ranks = ranksOf(result.studies, 'select');
  if (!all || smallest?.points[0].accuracy === undefined || ranks.length < smallest.size) return [];
  const kept = ranks.slice(0, smallest.size);
  const edits = keeping(result, kept);
  const sure = surenessOf(smallest, all);
  return [
    cited({
      kind: 'study',
      severity: 'info',
      args: [smallest.size, all.size, accuracyOf(smallest), accuracyOf(all), namesOf(kept), all.points.length],
      ...(edits.length > 0 && { edits }),
      message:
        sure === 'shown'
          ? '{0} of {1} input columns are enough: accuracy {2}, and {3} by all. By the 95 % interval ' +
            'over {5} pairs of ' +
            'repetitions, less than 2 % is lost. Keep only these: {4}, the most telling first.'
          : sure === 'notExcluded'
            ? '{0} of {1} input columns may be enough: accuracy {2}, and {3} by all. The 95 % interval ' +
              'over {5} pairs of ' +
              'repetitions does not exclude that more than 2 % is lost. To try it, keep only these: ' +
              '{4}, the most telling ' +
              'first.'
            : '{0} of {1} input columns may be enough: accuracy {2}, and {3} by all, in one repetition, which has no ' +
              'interval. Ask for more "seeds" to tell. To try it, keep only these: {4}, the most telling first.',
    }),
  ];
}

/** A name that is a number is a number, not an amount. */
const namesOf = (ranks: readonly StudyRank[]): string | number => {
  const [first, ...others] = ranks.map(({ name }) => name);
  return others.length === 0 && /^\d+$/.test(first) ? Number(first) : [first, ...others].join(', ');
};

/**
 * The columns of a file by their names or numbers; generated tasks have no such key, and a column of 0 and 1 for one of
 * several words ("state=up") is none of the file.
 */
function keeping({ config: { data } }: AnalysisResult, kept: readonly StudyRank[]): ConfigEdit[] {
  if (data.task !== 'file') return [];
  const byNumber = data.inputs !== undefined || data.path?.toLowerCase().endsWith('.jsonl') === true;
  if (kept.some(({ name }) => (byNumber ? !/^\d+$/.test(name) : name.includes('=')))) return [];
  const value = kept.map(({ name }) => (byNumber ? Number(name) : name));
  return [{ path: ['data', 'features'], value }, { path: ['select'] }];
}
