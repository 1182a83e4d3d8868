import { Random } from '../../../base/random';
import { sentence } from '../../../base/sentence';
import { printable } from '../../../data/files/words';
import type { SentencePairs } from '../../../data/pairs/sentencePairs';
import type { BoundDirection } from '../../../information/types/bound';
import type { Studies, TranslatedSentence, TranslationAmount, TranslationPoint } from '../../../result/studies';
import { natsIn } from '../../../result/units';
import { analysisWarning, type Warning } from '../../../result/warnings';
import { bleu } from './bleu';
import { perWord } from './bootstrap';
import { chrf } from './chrf';
import type { BothReaders, TranslationContext } from './readers';
import { type TranslationSet, translationSets } from './translationSets';

/** Fewer sentences say little about others. */
const fewSentences = 50;

/** What a run knows of its finished repetitions, which are asked for again after every network. */
interface Kept {
  readonly points: Map<number, TranslationPoint[]>;
  /** chrF of the single sentences of each system. */
  scores?: number[][];
}

const keptOfRuns = new WeakMap<TranslationContext, Kept>();

function keptOf(context: TranslationContext): Kept {
  const kept = keptOfRuns.get(context) ?? { points: new Map<number, TranslationPoint[]>() };
  keptOfRuns.set(context, kept);
  return kept;
}

/** What is known of the repetitions of which both networks are trained. */
export function documentOf(
  repetitions: readonly BothReaders[],
  context: TranslationContext,
): Pick<Studies, 'translation' | 'translatedSentences'> {
  const { pairs } = context.dataset;
  if (!pairs) return { translation: [] };
  return {
    translation: repetitions.flatMap((both) => pointsOf(both, pairs, context)),
    translatedSentences: sentencesOf(repetitions, pairs, context),
  };
}

function pointsOf(both: BothReaders, pairs: SentencePairs, context: TranslationContext): TranslationPoint[] {
  const { points } = keptOf(context);
  const found =
    points.get(both.repetition) ??
    translationSets(pairs, context.config, both.repetition).map((set, i) => pointOf(set, i, both, pairs, context));
  points.set(both.repetition, found);
  return found;
}

const wordsOf = ({ references }: SentencePairs): number[] => references.map((words) => words.length);

function pointOf(
  { name, level, sentences }: TranslationSet,
  place: number,
  { repetition, given, without }: BothReaders,
  pairs: SentencePairs,
  { config: { seed, analysis } }: TranslationContext,
): TranslationPoint {
  const { unit } = analysis;
  const words = wordsOf(pairs);
  const amountOf = (nats: readonly number[], bound: BoundDirection): TranslationAmount => {
    // The same draws for all amounts, so that their intervals are of the same sentences.
    const { value, low, high } = perWord(nats, words, new Random(seed).fork('translation: bootstrap'));
    return { value: natsIn(unit, value), low: natsIn(unit, low), high: natsIn(unit, high), bound };
  };
  const [of, alone] = [given[place].nats, without[place].nats];
  const warnings = warningsOf(pairs);
  return {
    name,
    ...(level !== undefined && { level }),
    repetition,
    sentences: sentences.length,
    words: words.reduce((sum, own) => sum + own, 0),
    unit,
    estimator: 'decoder',
    information: amountOf(
      alone.map((nats, i) => nats - of[i]),
      'none',
    ),
    without: amountOf(alone, 'upper'),
    given: amountOf(of, 'upper'),
    chrf: chrf(sentences, pairs.references),
    bleu: bleu(sentences, pairs.references),
    ...(warnings.length > 0 && { warnings }),
  };
}

function warningsOf({ references }: SentencePairs): Warning[] {
  return references.length < fewSentences
    ? [
        analysisWarning(
          'note',
          sentence(
            'Only {0} sentences were judged; with fewer than {1} the intervals are rough. Add pairs, or hold more out.',
            ...[references.length, fewSentences],
          ),
        ),
      ]
    : [];
}

/** Every sentence that was not spoiled, the least told first. */
function sentencesOf(
  repetitions: readonly BothReaders[],
  pairs: SentencePairs,
  context: TranslationContext,
): TranslatedSentence[] {
  if (repetitions.length === 0) return [];
  const { unit } = context.config.analysis;
  const sets = translationSets(pairs, context.config, 1).filter(({ level }) => level === undefined);
  const kept = keptOf(context);
  const scores = (kept.scores ??= sets.map(({ sentences }) =>
    sentences.map((words, i) => chrf([words], [pairs.references[i]])),
  ));
  return sets
    .flatMap(({ name, sentences }, place) =>
      sentences.map((words, i) => {
        const nats = repetitions.map(({ given, without }) => without[place].nats[i] - given[place].nats[i]);
        const mean = nats.reduce((sum, one) => sum + one, 0) / nats.length;
        const reference = pairs.references[i];
        return {
          name,
          sentence: i,
          words: reference.length,
          unit,
          information: natsIn(unit, mean / reference.length),
          chrf: scores[place][i],
          source: printable(pairs.sources[i].join(' ')),
          reference: printable(reference.join(' ')),
          translation: printable(words.join(' ')),
        };
      }),
    )
    .sort((a, b) => a.information - b.information);
}
