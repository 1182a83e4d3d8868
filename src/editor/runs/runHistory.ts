import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareNetworks } from '../../result/comparison';
import type { AnalysisResult } from '../../result/result';
import { configChanges } from '../../result/runs/configChanges';
import { convert } from '../../result/units';
import { keptRuns, type KeptRun } from './keptRun';
import { resultIn, writeResult } from './resultFile';
import { hashOf } from './resultStorage';

const listName = 'runs.json';

/**
 * The runs of each config: a folder for each with the list of its runs and one file a run. Changes of one config follow
 * each other, so that none is lost.
 */
export class RunHistory {
  private readonly turns = new Map<string, Promise<unknown>>();

  /** @param most runs of one config that are kept beside the pinned ones */
  constructor(
    readonly folder: string,
    private readonly most = 100,
  ) {}

  /** The newest first. */
  async list(config: string): Promise<KeptRun[]> {
    return this.read(this.place(config));
  }

  /**
   * Keeps a run. One that repeats the run before, with the same config and the same numbers, takes its place.
   * @param time when it ended, in ms since 1970
   */
  async add(config: string, result: AnalysisResult, time: number): Promise<void> {
    const place = this.place(config);
    await this.inTurn(place, async (runs) => {
      const last = runs.at(0);
      const changes = last && configChanges(last.config, { ...result.config });
      const headlines = headlinesOf(result);
      const repeats =
        changes?.length === 0 && JSON.stringify(last?.headlines) === JSON.stringify(headlines) ? last : undefined;
      const id = repeats?.id ?? freeId(runs, time);
      const path = this.file(place, id);
      await writeResult(path, result);
      const run: KeptRun = {
        ...repeats,
        id,
        time,
        pinned: repeats?.pinned ?? false,
        ...(repeats || changes === undefined ? {} : { changes }),
        headlines,
        unit: result.config.analysis.unit,
        bytes: (await stat(path)).size,
        config: { ...result.config },
      };
      const all = [run, ...runs.filter(({ id: other }) => other !== id)];
      const surplus = all.filter(({ pinned }) => !pinned).slice(this.most);
      for (const { id: old } of surplus) await rm(this.file(place, old), { force: true });
      return all.filter((one) => !surplus.includes(one));
    });
  }

  /** The document of a run; undefined where it is gone or damaged. */
  async result(config: string, id: string): Promise<AnalysisResult | undefined> {
    const place = this.place(config);
    if (!(await this.read(place)).some((run) => run.id === id)) return undefined;
    const migration = await resultIn(this.file(place, id));
    return 'result' in migration ? migration.result : undefined;
  }

  /** @param change an empty name: the run is called by its changes again */
  async change(
    config: string,
    id: string,
    change: { readonly name?: string; readonly pinned?: boolean },
  ): Promise<void> {
    await this.inTurn(this.place(config), (runs) =>
      runs.map((run) => {
        if (run.id !== id) return run;
        const { name, ...rest } = { ...run, ...change };
        return { ...rest, ...(name === undefined || name === '' ? {} : { name }) };
      }),
    );
  }

  async remove(config: string, id: string): Promise<void> {
    const place = this.place(config);
    await this.inTurn(place, async (runs) => {
      if (runs.some((run) => run.id === id)) await rm(this.file(place, id), { force: true });
      return runs.filter((run) => run.id !== id);
    });
  }

  /** Deletes the oldest runs of all configs that are not pinned, until no more than `bytes` are kept. */
  async trim(bytes: number): Promise<number> {
    const places = (await readdir(this.folder).catch(() => [])).map((name) => join(this.folder, name));
    const all = (
      await Promise.all(places.map(async (place) => (await this.read(place)).map((run) => ({ place, run }))))
    )
      .flat()
      .sort((a, b) => b.run.time - a.run.time);
    let held = all.reduce((sum, { run }) => sum + run.bytes, 0);
    let freed = 0;
    for (const { place, run } of all.reverse()) {
      if (held <= bytes) break;
      if (run.pinned) continue;
      held -= run.bytes;
      freed += run.bytes;
      await this.inTurn(place, async (runs) => {
        await rm(this.file(place, run.id), { force: true });
        return runs.filter(({ id }) => id !== run.id);
      });
    }
    return freed;
  }

  /** Runs `work` on a config's list after all earlier changes of it, and keeps what it returns. */
  private async inTurn(place: string, work: (runs: KeptRun[]) => KeptRun[] | Promise<KeptRun[]>): Promise<void> {
    const turn = (this.turns.get(place) ?? Promise.resolve())
      .catch(() => undefined)
      .then(async () => {
        const runs = await work(await this.read(place));
        await mkdir(place, { recursive: true });
        const temporary = join(place, `${listName}.${process.pid}`);
        await writeFile(temporary, JSON.stringify(runs));
        await rename(temporary, join(place, listName));
      });
    this.turns.set(place, turn);
    await turn;
  }

  private async read(place: string): Promise<KeptRun[]> {
    const text = await readFile(join(place, listName), 'utf8').catch(() => '[]');
    try {
      return keptRuns(JSON.parse(text));
    } catch {
      return [];
    }
  }

  private place(config: string): string {
    return join(this.folder, hashOf(config));
  }

  private file(place: string, id: string): string {
    return join(place, `${id}.jsonl`);
  }
}

function freeId(runs: readonly KeptRun[], time: number): string {
  for (let count = 0; ; count++) {
    const id = count === 0 ? String(time) : `${time}-${count}`;
    if (!runs.some((run) => run.id === id)) return id;
  }
}

/** What the list of runs tells of a run: information about the target, accuracy, else the loss. */
function headlinesOf(result: AnalysisResult): KeptRun['headlines'] {
  const row = compareNetworks(result).at(0);
  const last = result.training.at(-1);
  const accuracy = last?.validationAccuracy;
  const loss = last?.validationLoss;
  return [
    ...(row?.output ? [{ kind: 'target' as const, value: convert(row.output.value, row.output.unit, 'nats') }] : []),
    ...(accuracy === undefined ? [] : [{ kind: 'accuracy' as const, value: accuracy }]),
    ...(accuracy === undefined && loss !== undefined && Number.isFinite(loss)
      ? [{ kind: 'loss' as const, value: loss }]
      : []),
  ];
}
