import type { AnalysisResult } from '../result/result';

/** The results of a session by short names, `run-1`, `run-2`, …; the oldest are let go. */
export class SessionResults {
  private readonly held = new Map<string, AnalysisResult>();
  private count = 0;

  /** @param most results that are held: a document may take some MB */
  constructor(private readonly most = 20) {}

  /** @returns the result's name; the same document keeps the name that it has */
  keep(result: AnalysisResult): string {
    for (const [name, known] of this.held) if (known === result) return name;
    const name = `run-${++this.count}`;
    this.held.set(name, result);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= this.most) break;
      this.held.delete(oldest);
    }
    return name;
  }

  get(name: string): AnalysisResult | undefined {
    return this.held.get(name);
  }

  get names(): readonly string[] {
    return [...this.held.keys()];
  }
}
