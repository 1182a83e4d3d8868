import type { AnyStudy, NetworkTrial, StudyReport, TranslationOutcome } from '../study';
import { corruptionOf, levelsOf } from '../../../config/layers/corruptionLevels';
import { documentOf } from './document';
import { type BothReaders, type Reader, readers } from './readers';
import { toldBy } from './told';

/**
 * The model, trained for every seed with the source and without it. What each held-out translation costs the two to
 * tell, subtracted, is what the source tells about it: pointwise cross-mutual information (Bugliarello et al. 2020,
 * equation 4).
 */
export const translation: AnyStudy = {
  settings: (config) => ({ by: corruptionOf(config)?.by, levels: levelsOf(config) }),
  plan: ({ config }) => {
    const repetitions = Array.from({ length: config.translation?.seeds ?? 0 }, (_, i) => i + 1);
    return Promise.resolve({
      jobs: repetitions.flatMap((repetition) =>
        readers.map((network) => ({ study: 'translation' as const, repetition, trials: [{ network }] })),
      ),
    });
  },
  run: async (trial, repetition, context) => ({
    translated: await toldBy(
      'network' in trial && trial.network === 'without' ? 'without' : 'given',
      repetition,
      context,
    ),
  }),
  document: (reports, _ranking, context) => documentOf(pairsOf(reports), context),
};

/** The repetitions of which both networks are trained, in their order. */
function pairsOf(reports: readonly StudyReport[]): BothReaders[] {
  const own = reports.filter(isOfTranslation);
  const by = (reader: Reader, repetition: number) =>
    own.find((report) => report.repetition === repetition && report.trial.network === reader)?.outcome.translated;
  const repetitions = [...new Set(own.map(({ repetition }) => repetition))].sort((a, b) => a - b);
  return repetitions.flatMap((repetition) => {
    const [given, without] = [by('given', repetition), by('without', repetition)];
    return given && without ? [{ repetition, given, without }] : [];
  });
}

type Report = StudyReport & { readonly trial: NetworkTrial; readonly outcome: TranslationOutcome };

const isOfTranslation = (report: StudyReport): report is Report =>
  'network' in report.trial && 'translated' in report.outcome;
