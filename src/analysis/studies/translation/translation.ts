import { corruptionOf, levelsOf } from '../../../config/layers/corruptionLevels';
import { isNetworkTrial, type NetworkTrial, repetitionsOf } from '../networkTrial';
import { type Finished, study } from '../study';
import { documentOf } from './document';
import { isTranslationOutcome, type TranslationOutcome } from './outcome';
import { type BothReaders, type Reader, readers } from './readers';
import { translationSayings as sayings } from './sayings';
import { toldBy } from './told';

/**
 * The model, trained for every seed with the source and without it. What each held-out translation costs the two to
 * tell, subtracted, is what the source tells about it: pointwise cross-mutual information (Bugliarello et al. 2020,
 * equation 4).
 */
export const translation = study({
  settings: (config) => ({ by: corruptionOf(config)?.by, levels: levelsOf(config) }),
  plan: ({ config }) =>
    Promise.resolve({
      jobs: repetitionsOf(config.translation?.seeds).flatMap((repetition) =>
        readers.map((network) => ({ repetition, trials: [{ network }] })),
      ),
    }),
  isTrial: isNetworkTrial,
  isOutcome: isTranslationOutcome,
  run: async ({ network }, repetition, context) => ({
    translated: await toldBy(network === 'without' ? 'without' : 'given', repetition, context),
  }),
  document: (finished, context) => documentOf(pairsOf(finished), context),
  sayings,
});

/** The repetitions of which both networks are trained, in their order. */
function pairsOf(own: readonly Finished<NetworkTrial, TranslationOutcome>[]): BothReaders[] {
  const by = (reader: Reader, repetition: number) =>
    own.find((one) => one.repetition === repetition && one.trial.network === reader)?.outcome.translated;
  const repetitions = [...new Set(own.map(({ repetition }) => repetition))].sort((a, b) => a - b);
  return repetitions.flatMap((repetition) => {
    const [given, without] = [by('given', repetition), by('without', repetition)];
    return given && without ? [{ repetition, given, without }] : [];
  });
}
