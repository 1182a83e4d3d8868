import type * as vscode from 'vscode';
import { plainLayout, readLayout, type PageLayout } from '../../page/layout';

const memoryKey = 'layouts';
/** Most configs whose arrangement is kept; the ones arranged longest ago are forgotten first. */
const kept = 200;

/** How the person arranged the page of each config, over reloads and closed panels. */
export class Layouts {
  constructor(private readonly memory: vscode.Memento) {}

  of(config: string): PageLayout {
    const found = this.entries().find(([name]) => name === config);
    return found ? readLayout(found[1]) : plainLayout;
  }

  /** @param layout as the page sent it */
  keep(config: string, layout: unknown): void {
    const others = this.entries().filter(([name]) => name !== config);
    void this.memory.update(memoryKey, [[config, readLayout(layout)], ...others].slice(0, kept));
  }

  private entries(): [string, unknown][] {
    return this.memory.get<[string, unknown][]>(memoryKey, []);
  }
}
