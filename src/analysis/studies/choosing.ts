import type { AnalysisConfig } from '../../config/schema/config';
import type { StudyName } from '../../config/schema/studies/studyNames';
import type { StudyMethod, StudyPoint, StudyRank } from '../../result/studies';
import { natsIn } from '../../result/units';
import type { NamedWeights } from '../../models/model';
import type { RankingMethod } from '../../config/schema/studies/ranking';
import type { Dataset } from '../../data/dataset';
import type { Ranked } from './ranking/rank';
import type { Score } from './score';
import { type Finished, study, type Study, type StudyContext, type StudyParts } from './study';

/** A network of some of the members to train; plain data. */
export interface Choice {
  readonly method: StudyMethod;
  readonly size: number;
  /** The members that it keeps, where the plan knows them. */
  readonly members?: readonly number[];
}

interface ChoiceOutcome {
  readonly score: Score;
  /** The ranking, where it comes of this trial. */
  readonly ranking?: readonly Ranked[];
  /** The trained weights, where someone may want to keep the network. */
  readonly weights?: NamedWeights;
}

/** A study that chooses among members: what it trains, and how. */
interface Choosing extends Pick<
  StudyParts<Choice, ChoiceOutcome>,
  'settings' | 'problem' | 'plan' | 'run' | 'sayings'
> {
  readonly name: StudyName;
  /** How it ranks the members. */
  readonly method: (config: AnalysisConfig) => RankingMethod | undefined;
  /** The name of a member, by its number. */
  readonly nameOf: (member: number, dataset: Dataset) => string;
}

export const choosing = (own: Choosing): Study =>
  study<Choice, ChoiceOutcome>({
    ...own,
    isTrial: (planned): planned is Choice => 'method' in planned && 'size' in planned,
    isOutcome: (kept): kept is ChoiceOutcome => 'score' in kept,
    document: (finished, context, ranking) => {
      const choices = finished.toSorted((a, b) => compare(placeOf(a), placeOf(b)));
      const first = choices.find(({ repetition, outcome }) => repetition === 1 && outcome.ranking);
      const ranks = first?.outcome.ranking ?? ranking ?? [];
      return {
        points: choices.map((choice) => pointOf(own.name, choice, context)),
        ranks: ranks.map((ranked, i) => rankOf(own, ranked, i + 1, context)),
      };
    },
    networkOf: ({ trial: { size }, outcome: { weights } }) => weights && { size, weights },
  });

type Done = Finished<Choice, ChoiceOutcome>;

function pointOf(
  name: StudyName,
  { repetition, trial, outcome: { score } }: Done,
  { config }: StudyContext,
): StudyPoint {
  const { accuracy, information, parameters, table, network } = score;
  const shown = (nats: number): number => natsIn(config.analysis.unit, nats);
  return {
    study: name,
    method: trial.method,
    size: trial.size,
    repetition,
    ...(accuracy !== undefined && { accuracy }),
    loss: accuracy === undefined ? score.loss : shown(score.loss),
    ...(information !== undefined && { information: shown(information) }),
    parameters,
    ...(table && { table: { ...table, codedLoss: shown(table.codedLoss) } }),
    ...(network && { network: { ...network, codedLoss: shown(network.codedLoss) } }),
  };
}

function rankOf(
  { name, nameOf, method }: Choosing,
  { member, relevance, redundancy, score }: Ranked,
  place: number,
  { config, dataset }: StudyContext,
): StudyRank {
  const shown = (nats: number): number => natsIn(config.analysis.unit, nats);
  return {
    study: name,
    place,
    name: nameOf(member, dataset),
    member,
    relevance: shown(relevance),
    redundancy: shown(redundancy),
    score: shown(score),
    assumes: method(config) === 'gaussian' ? 'gaussianClasses' : 'nearestNeighbors',
  };
}

type Place = readonly number[];

const methods: readonly StudyMethod[] = ['information', 'random', 'magnitude', 'principal', 'all'];

const placeOf = ({ repetition, trial: { method, size } }: Done): Place => [repetition, size, methods.indexOf(method)];

function compare(a: Place, b: Place): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}
