import type { AnalysisConfig } from '../../config/schema/config';
import type { Assumption } from '../../information/types/assumption';
import type { StudyName } from '../../config/schema/studies/studyNames';
import type { StudyPoint, StudyRank } from '../../result/studies';
import { natsIn } from '../../result/units';
import type { Ranked } from './ranking/rank';
import type { AnyStudy, AnyTrial, Study, StudyContext, StudyReport, Trial, TrialOutcome } from './study';

/** A finished trial of a study that chooses. */
type Choice = StudyReport & { readonly trial: Trial; readonly outcome: TrialOutcome };

/** A study that chooses among members, as one of all studies. */
export const choosing = (name: StudyName, study: Study): AnyStudy => ({
  settings: study.settings,
  plan: study.plan,
  run: (trial, repetition, context) => {
    if (!isChoice(trial)) throw new Error(`"${name}" plans choices alone.`);
    return study.run(trial, repetition, context);
  },
  document: (reports, ranking, context) => {
    const choices = reports.filter(isOfChoice).sort((a, b) => compare(placeOf(a), placeOf(b)));
    const first = choices.find(({ repetition, outcome }) => repetition === 1 && outcome.ranking);
    const own = first?.outcome.ranking ?? ranking ?? [];
    return {
      points: choices.map((choice) => pointOf(choice, context)),
      ranks: own.map((ranked, i) => rankOf(name, study, ranked, i + 1, context)),
    };
  },
});

const isChoice = (trial: AnyTrial): trial is Trial => 'method' in trial;

const isOfChoice = (report: StudyReport): report is Choice => isChoice(report.trial) && 'score' in report.outcome;

function pointOf({ study, repetition, trial, outcome: { score } }: Choice, { config }: StudyContext): StudyPoint {
  const { accuracy, information, parameters, table } = score;
  const shown = (nats: number): number => natsIn(config.analysis.unit, nats);
  return {
    study,
    method: trial.method,
    size: trial.size,
    repetition,
    ...(accuracy !== undefined && { accuracy }),
    loss: accuracy === undefined ? score.loss : shown(score.loss),
    ...(information !== undefined && { information: shown(information) }),
    parameters,
    ...(table && { table: { ...table, codedLoss: accuracy === undefined ? table.codedLoss : shown(table.codedLoss) } }),
  };
}

function rankOf(
  study: StudyName,
  { nameOf }: Study,
  { member, relevance, redundancy, score }: Ranked,
  place: number,
  { config, dataset }: StudyContext,
): StudyRank {
  const shown = (nats: number): number => natsIn(config.analysis.unit, nats);
  return {
    study,
    place,
    name: nameOf(member, dataset),
    member,
    relevance: shown(relevance),
    redundancy: shown(redundancy),
    score: shown(score),
    assumes: modelOf(config, study),
  };
}

/** The model on which a ranking rests. */
function modelOf({ select, compress }: AnalysisConfig, study: StudyName): Assumption {
  const method = study === 'compress' ? compress?.method : select?.method;
  return method === 'gaussian' ? 'gaussianClasses' : 'nearestNeighbors';
}

type Place = readonly number[];

const methods: readonly Trial['method'][] = ['information', 'random', 'magnitude', 'principal', 'all'];

const placeOf = ({ repetition, trial: { method, size } }: Choice): Place => [repetition, size, methods.indexOf(method)];

function compare(a: Place, b: Place): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}
