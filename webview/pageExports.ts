import type { PageState } from '../src/page/protocol';
import { markdownSummary } from '../src/result/exports/markdown';
import { eventFiles } from '../src/result/exports/tensorBoard';
import type { AnalysisResult } from '../src/result/result';
import { resultText } from '../src/result/resultText';
import type { Host } from './host';
import { base64Of } from './model/base64';
import { toCsv } from './model/csv';
import { sentenceText } from './model/sentence';
import { t } from './ui/l10n';
import type { ExportKind } from './view/actions';
import type { ChartFrame } from './view/chartFrame';
import { reportHtml } from './view/report';

/** The page as it is when a file is made of it. */
export interface Exported {
  readonly state: PageState;
  readonly strings: Readonly<Record<string, string>>;
  readonly frames: ReadonlyMap<string, ChartFrame>;
  /** Some of the hidden states, for a report. */
  readonly states: Uint8Array | undefined;
}

/** Makes files of the page and of its run, for which the host finds a place. */
export class PageExports {
  constructor(
    private readonly host: Host,
    private readonly page: () => Exported,
  ) {}

  exportAs(kind: ExportKind): void {
    const { result } = this.page().state;
    const time = new Date();
    switch (kind) {
      case 'json':
        if (this.host.live) this.host.post({ type: 'exportResult' });
        else if (result) this.saveFile('result.json', resultText(result, 2), 'utf8');
        return;
      case 'html':
        this.saveFile('report.html', this.report(time), 'utf8');
        return;
      case 'markdown':
        if (result) this.saveFile('summary.md', this.markdown(result, time), 'utf8');
        return;
      case 'tensorBoard':
        if (result) this.saveCurves(result, time);
        return;
      case 'csv':
        this.saveFile('tables.csv', this.allTables(), 'utf8');
        return;
      case 'png':
        this.savePictures('png', (frame) => frame.copies.pngContent());
        return;
      case 'svg':
        this.savePictures('svg', (frame) => {
          const svg = frame.copies.vector();
          return svg === undefined ? undefined : base64Of(new TextEncoder().encode(svg));
        });
    }
  }

  /** @param name without the name of the run, which is put before it */
  saveFile(name: string, content: string, encoding: 'utf8' | 'base64'): void {
    this.host.post({ type: 'saveFile', name: this.fileName(name), content, encoding });
  }

  /** @param contentOf the picture of a chart in base64; undefined while it is empty */
  private savePictures(ending: string, contentOf: (frame: ChartFrame) => string | undefined): void {
    const files = [...this.page().frames].flatMap(([id, frame]) => {
      const content = contentOf(frame);
      return content === undefined ? [] : [{ name: this.fileName(`${id}.${ending}`), content }];
    });
    this.host.post({ type: 'saveFiles', of: 'pictures', files });
  }

  private saveCurves(result: AnalysisResult, time: Date): void {
    const files = eventFiles(result, time).map(({ network, name, bytes }) => ({
      folder: this.fileName(network),
      name,
      content: base64Of(bytes),
    }));
    this.host.post({ type: 'saveFiles', of: 'curves', files });
  }

  private markdown(result: AnalysisResult, time: Date): string {
    return markdownSummary(result, { title: this.page().state.title ?? t('a run'), time }, sentenceText);
  }

  /** The page as a file; of the states a sample, where some are here. */
  private report(time: Date): string {
    const { state, strings, states } = this.page();
    return reportHtml(
      { state: asReport(state, states !== undefined), strings, ...(states && { states: base64Of(states) }) },
      time,
    );
  }

  /** All tables, each under its chart's name. */
  private allTables(): string {
    return [...this.page().frames]
      .flatMap(([id, { copies }]) =>
        copies.rows().length ? [toCsv([{ label: id, numeric: false }], []) + copies.csv()] : [],
      )
      .join('\r\n');
  }

  private fileName(name: string): string {
    return `${(this.page().state.title ?? 'rnn').replace(/(\.rnn)?\.jsonc?$/, '')}-${name}`;
  }
}

/** The state for a report, in which nothing runs and nothing is edited. */
function asReport({ title, result }: PageState, withStates: boolean): PageState {
  return {
    ...(title === undefined ? {} : { title }),
    phase: 'done',
    stale: false,
    restricted: false,
    ...(result ? { result: withStates ? result : withoutStates(result) } : {}),
  };
}

function withoutStates({ states, ...others }: AnalysisResult): AnalysisResult {
  return others;
}
