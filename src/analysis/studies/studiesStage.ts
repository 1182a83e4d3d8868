import { askedStudies, type StudyName } from '../../config/schema/studies/studyNames';
import type { Studies } from '../../result/studies';
import type { AnalysisInput } from '../run/analysisInput';
import { withConfigLocation } from '../run/failures';
import type { Recorder } from '../run/recorder';
import type { AnalysisServices } from '../run/services';
import type { Ranked } from './ranking/rank';
import { runStudyJob } from './runStudyJob';
import { studies } from './studies';
import type { StudyContext, StudyJob, StudyReport } from './study';

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
  const asked = askedStudies(context.config);
  if (asked.length === 0) return;
  await recorder.stage('studies', async () => {
    const record = new Record(context, recorder);
    const jobs: StudyJob[] = [];
    for (const name of asked) {
      const plan = await withConfigLocation(input, [name], () => studies[name].plan(context));
      jobs.push(...plan.jobs.map((job) => ({ study: name, ...job })));
      if (plan.ranking) record.rank(name, plan.ranking);
    }
    const total = jobs.reduce((sum, { trials }) => sum + trials.length, 0);
    let [done, fresh] = [0, 0];
    const onTrial = (report: StudyReport, reused: boolean): void => {
      record.take(report);
      const network = studies[report.study].networkOf(report);
      if (network) keepNetwork?.(network);
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
    this.record();
  }

  private record(): void {
    const document: Studies = { points: [], ranks: [] };
    for (const name of askedStudies(this.context.config)) {
      const own = this.reports.filter(({ study }) => study === name);
      const { points = [], ranks = [], ...others } = studies[name].document(own, this.context, this.rankings.get(name));
      document.points.push(...points);
      document.ranks.push(...ranks);
      Object.assign(document, others);
    }
    this.recorder.append({ studies: document });
  }
}
