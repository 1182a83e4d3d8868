const width = 28;

/** One line that redraws itself on a terminal; elsewhere one line per tenth, so that logs stay short. */
export class ProgressLine {
  private shown = '';
  private lastTenth = -1;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  show(fraction: number, text: string): void {
    const share = Math.min(1, Math.max(0, fraction));
    if (!this.stream.isTTY) {
      const tenth = Math.floor(share * 10);
      if (tenth === this.lastTenth) return;
      this.lastTenth = tenth;
      this.stream.write(`${String(Math.round(share * 100)).padStart(3)} % ${text}\n`);
      return;
    }
    const filled = Math.round(share * width);
    const line =
      `[${'█'.repeat(filled)}${'░'.repeat(width - filled)}] ${String(Math.round(share * 100)).padStart(3)} % ` + text;
    if (line === this.shown) return;
    this.shown = line;
    this.stream.write(`\r\u001b[K${line.slice(0, Math.max(20, this.stream.columns - 1))}`);
  }

  end(): void {
    if (this.shown) this.stream.write('\r\u001b[K');
    this.shown = '';
    this.lastTenth = -1;
  }
}
