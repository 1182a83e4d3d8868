import type { StudyMethod } from '../../../src/result/result';
import { t } from '../../ui/l10n';

/** How the charts of a study call what it chooses from. */
export interface StudyWords {
  /** One member, the head of a column: 'column'. */
  readonly member: string;
  /** The horizontal axis of what was trained: 'number of input columns'. */
  readonly size: string;
}

export function methodName(method: StudyMethod): string {
  switch (method) {
    case 'information':
      return t('chosen by information');
    case 'random':
      return t('chosen at random');
    case 'magnitude':
      return t('chosen by the size of the weights');
    case 'principal':
      return t('principal components');
    case 'all':
      return t('all');
  }
}
