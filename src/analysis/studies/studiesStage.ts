import { studyNames, type StudyName } from '../../config/schema/studies/studyNames';
import { natsIn } from '../../result/units';
import type { Studies, StudyPoint, StudyRank } from '../../result/studies';
import type { AnalysisInput } from '../run/analysisInput';
import { withConfigLocation } from '../run/failures';
import type { Recorder } from '../run/recorder';
import type { AnalysisServices } from '../run/services';
import { type Ranked } from './ranking/rank';
import { runStudyJob } from './runStudyJob';
import type { StudyContext, StudyJob, StudyReport, Trial } from './study';
import { studies } from './table';

/**
 * Runs the studies of a config, several jobs at once where there are other processes, and records their numbers. Those
 * in the document stand in the same order, whichever job was ready first.
 */
export async function studiesStage(
  input: AnalysisInput,
  context: StudyContext,
  { runStudies, keepNetwork }: Pick<AnalysisServices, 'runStudies' | 'keepNetwork'>,
  recorder: Recorder,
  onShare: (share: number) => void,
): Promise<void> {
  const asked = studyNames.filter((name) => context.config[name] !== undefined);
  if (asked.length === 0) return;
  await recorder.stage('studies', async () => {
    const record = new Record(context, recorder);
    const jobs: StudyJob[] = [];
    for (const name of asked) {
      const plan = await withConfigLocation(input, [name], () => studies[name].plan(context));
      jobs.push(...plan.jobs);
      if (plan.ranking) record.rank(name, plan.ranking);
    }
    const total = jobs.reduce((sum, { trials }) => sum + trials.length, 0);
    let [done, fresh] = [0, 0];
    const onTrial = (report: StudyReport, reused: boolean): void => {
      record.take(report);
      const { weights } = report.outcome;
      if (weights) keepNetwork?.({ size: report.trial.size, weights });
      if (!reused) fresh++;
      onShare(++done / total);
    };
    const { backend, datasetKey, given, signal } = context;
    const conditions = { backend: backend.backend, datasetKey, weightsHash: given?.hash };
    if (runStudies)
      await runStudies(
        jobs.map((job) => ({ input, job, conditions })),
        onTrial,
        signal,
      );
    else for (const job of jobs) await runStudyJob(job, context, onTrial);
    return { output: undefined, reused: fresh === 0, parts: { total, reused: total - fresh } };
  });
}

/** The document's part, always in the order of the plan. */
class Record {
  private readonly reports: StudyReport[] = [];
  private readonly rankings = new Map<StudyName, readonly Ranked[]>();

  constructor(
    private readonly context: StudyContext,
    private readonly recorder: Recorder,
  ) {}

  rank(study: StudyName, ranking: readonly Ranked[]): void {
    this.rankings.set(study, ranking);
    this.record();
  }

  take(report: StudyReport): void {
    this.reports.push(report);
    const { study, repetition, outcome } = report;
    if (outcome.ranking && repetition === 1) this.rankings.set(study, outcome.ranking);
    this.record();
  }

  private record(): void {
    const inOrder = [...this.reports].sort((a, b) => compare(placeOf(a), placeOf(b)));
    const ranks = studyNames.flatMap((study) => this.ranksOf(study));
    const document: Studies = { points: inOrder.map((report) => this.pointOf(report)), ranks };
    this.recorder.append({ studies: document });
  }

  private pointOf({ study, repetition, trial, outcome: { score } }: StudyReport): StudyPoint {
    const { accuracy, information, parameters } = score;
    const loss = accuracy === undefined ? score.loss : this.inUnit(score.loss);
    return {
      study,
      method: trial.method,
      size: trial.size,
      repetition,
      ...(accuracy !== undefined && { accuracy }),
      loss,
      ...(information !== undefined && { information: this.inUnit(information) }),
      parameters,
    };
  }

  private ranksOf(study: StudyName): StudyRank[] {
    return (this.rankings.get(study) ?? []).map(({ member, relevance, redundancy, score }, i) => ({
      study,
      place: i + 1,
      name: studies[study].nameOf(member, this.context.dataset),
      member,
      relevance: this.inUnit(relevance),
      redundancy: this.inUnit(redundancy),
      score: this.inUnit(score),
      assumes: this.context.config[study]?.method === 'gaussian' ? 'gaussianClasses' : 'nearestNeighbors',
    }));
  }

  private inUnit(nats: number): number {
    return natsIn(this.context.config.analysis.unit, nats);
  }
}

type Place = readonly number[];

const methods: readonly Trial['method'][] = ['information', 'random', 'magnitude', 'all'];

const placeOf = ({ study, repetition, trial: { method, size } }: StudyReport): Place => [
  studyNames.indexOf(study),
  repetition,
  size,
  methods.indexOf(method),
];

function compare(a: Place, b: Place): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}
