import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import { sweptKeys, sweptPlaces, type SweptPlace, usualSweptSeeds, valuesOf } from '../../../config/layers/sweptKeys';
import type { AnalysisConfig } from '../../../config/schema/config';
import { withoutStudies } from '../../../config/schema/studies/studyNames';
import { repetitionsOf } from '../networkTrial';
import { type Finished, study } from '../study';
import { configAt } from './configs';
import { isKeySweepOutcome, type KeySweepOutcome, outcomeOf } from './outcome';
import { keySweepSayings as sayings } from './sayings';

/** An analysis with one value of each key; plain data. */
interface SweptTrial extends SweptPlace {
  /** Names the contents of the files that it reads. */
  readonly files: string;
}

const isSweptTrial = (planned: object): planned is SweptTrial => 'first' in planned && 'files' in planned;

/**
 * The whole analysis of the config with every value of a key, or of two, for every seed. All are independent of each
 * other, and a number of one is that of the same config by itself.
 */
export const keySweep = study({
  // The order of the keys and their values are of no account; those of a trial are in its place.
  settings: (config) => ({ config: withoutStudies(config), keys: sweptKeys(config.sweep).map(({ key }) => key) }),
  plan: async ({ config, others }) => {
    const trials: SweptTrial[] = [];
    for (const place of sweptPlaces(sweptKeys(config.sweep)))
      trials.push({ ...place, files: await others.filesOf(configAt(others.text, config, place, 1)) });
    const jobs = repetitionsOf(config.sweep?.seeds ?? usualSweptSeeds).flatMap((repetition) =>
      trials.map((trial) => ({
        repetition,
        trials: [trial],
        queuedAs: `${placeText(config, trial)}, repetition ${repetition}`,
      })),
    );
    return { jobs };
  },
  isTrial: isSweptTrial,
  isOutcome: isKeySweepOutcome,
  run: async (trial, repetition, { config, others }) => {
    try {
      return outcomeOf(await others.analyse(configAt(others.text, config, trial, repetition)));
    } catch (failure) {
      throw failure instanceof InputError ? atPlace(failure, config, trial) : failure;
    }
  },
  document: (finished, { config }) => {
    const places = sweptPlaces(sweptKeys(config.sweep));
    const placeOf = ({ first, second }: SweptTrial): number =>
      places.findIndex((place) => place.first === first && place.second === second);
    const own = finished.toSorted((a, b) => placeOf(a.trial) - placeOf(b.trial) || a.repetition - b.repetition);
    return {
      swept: own.flatMap((one) => placed(one, 'swept')),
      sweptEstimates: own.flatMap((one) => placed(one, 'sweptEstimates')),
    };
  },
  sayings,
});

/** The mistake is of a config that nobody wrote: it is said of the values that make it. */
function atPlace({ sentence: said }: InputError, config: AnalysisConfig, place: SweptPlace): InputError {
  return new InputError(sentence('With {0}: {1}', placeText(config, place), said), undefined, undefined, ['sweep']);
}

/** `model.layers[0].units = 4, data.delay = 2` */
function placeText({ sweep }: AnalysisConfig, place: SweptPlace): string {
  const keys = sweptKeys(sweep);
  return valuesOf(place)
    .map((value, i) => `${keys[i].key} = ${JSON.stringify(value)}`)
    .join(', ');
}

function placed<List extends keyof KeySweepOutcome>(
  { repetition, trial: { first, second }, outcome }: Finished<SweptTrial, KeySweepOutcome>,
  list: List,
) {
  return outcome[list].map((record: KeySweepOutcome[List][number]) => ({
    ...record,
    first,
    ...(second !== undefined && { second }),
    repetition,
  }));
}
