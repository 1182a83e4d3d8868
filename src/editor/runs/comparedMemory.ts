import * as z from 'zod';
import type * as vscode from 'vscode';

const memoryKey = 'comparedRuns';
/** Most configs whose choice is kept; the ones chosen longest ago are forgotten first. */
const kept = 200;

const choices = z.array(z.tuple([z.string(), z.array(z.string())]));

/** Which runs and files a person put beside each config's present run, over reloads. */
export class ComparedMemory {
  constructor(private readonly memory: Pick<vscode.Memento, 'get' | 'update'>) {}

  /** In the order in which they were chosen. */
  of(config: string): readonly string[] {
    return this.entries().find(([name]) => name === config)?.[1] ?? [];
  }

  keep(config: string, ids: readonly string[]): void {
    const others = this.entries().filter(([name]) => name !== config);
    void this.memory.update(memoryKey, (ids.length > 0 ? [[config, ids], ...others] : others).slice(0, kept));
  }

  private entries(): z.infer<typeof choices> {
    const read = choices.safeParse(this.memory.get(memoryKey));
    return read.success ? read.data : [];
  }
}
