import type { ComparedRun } from '../../src/page/protocol';
import { configChanges } from '../../src/result/runs/configChanges';
import { difference, type Difference } from '../../src/result/runs/difference';
import { runFigures, type RunFigure } from '../../src/result/runs/runFigures';
import { formatValue, percent } from '../../src/result/format';
import type { AnalysisResult, Unit } from '../../src/result/result';
import { natsIn } from '../../src/result/units';
import { unitName } from '../model/labels';
import { sentenceText } from '../model/sentence';
import { dashOf } from '../painters/runs';
import { button } from '../ui/controls';
import { h, svg } from '../ui/dom';
import { t } from '../ui/l10n';
import type { Actions } from './actions';

/** The runs beside the present one, and a table of what differs: values of the config, then numbers with intervals. */
export class Comparison {
  readonly element = h('section', { class: 'comparison', 'aria-labelledby': 'title-comparison', hidden: true });
  private shown = '';

  constructor(private readonly actions: Actions) {}

  update(result: AnalysisResult, runs: readonly ComparedRun[], unit: Unit, occasion: string): void {
    this.element.hidden = runs.length === 0;
    const key = JSON.stringify([occasion, unit, runs.map(({ id, name }) => [id, name]), result.estimates.length]);
    if (key === this.shown || runs.length === 0) return;
    this.shown = key;
    this.element.replaceChildren(
      h('h2', { id: 'title-comparison' }, t('Compared runs')),
      h('ol', { class: 'runs' }, ...runs.map((run, at) => this.item(run, at))),
      h(
        'div',
        { class: 'table', tabindex: 0, role: 'region', 'aria-label': t('Differences between the runs') },
        table(result, runs, unit),
      ),
      h(
        'p',
        { class: 'reading' },
        t(
          'Values of the config that differ, then the numbers of the last epoch at the last step with their 95 % ' +
            'intervals. A number is marked where its interval does not meet that of the present run.',
        ),
      ),
    );
  }

  private item(run: ComparedRun, at: number): HTMLElement {
    const name = sentenceText(run.name);
    return h(
      'li',
      {},
      svg(
        'svg',
        { viewBox: '0 0 32 10', width: 32, height: 10, 'aria-hidden': 'true' },
        svg('path', { d: 'M0 5h32', stroke: 'currentColor', 'stroke-width': 1.5, 'stroke-dasharray': dashOf(at) }),
      ),
      h('span', {}, name),
      h('span', { class: 'quiet' }, new Date(run.time).toLocaleString()),
      button({
        label: t('Stop comparing with {0}', name),
        icon: close,
        appearance: 'icon',
        press: () => this.actions.compareNot(run.id),
      }),
    );
  }
}

const close =
  'M4.200 3.400L8 7.200l3.800-3.800.8.8L8.800 8l3.800 3.800-.8.8L8 8.800l-3.800 3.800-.8-.8L7.200 8 3.400 4.200z';

function table(result: AnalysisResult, runs: readonly ComparedRun[], unit: Unit): HTMLElement {
  const head = h(
    'tr',
    {},
    h('td', {}),
    h('th', { scope: 'col' }, t('this run')),
    ...runs.map(({ name }, at) => h('th', { scope: 'col' }, t('{0}: {1}', at + 1, sentenceText(name)))),
  );
  return h(
    'table',
    {},
    h('thead', {}, head),
    h('tbody', {}, ...configRows(result, runs), ...figureRows(result, runs, unit)),
  );
}

/** One row for each value that is another one in any of the runs. */
function configRows(result: AnalysisResult, runs: readonly ComparedRun[]): HTMLElement[] {
  const changes = runs.map(
    (run) => new Map(configChanges(run.result.config, result.config).map((one) => [one.path, one])),
  );
  const paths = new Set(changes.flatMap((one) => [...one.keys()]));
  return [...paths].map((path) => {
    const present = changes.map((one) => one.get(path)).find((change) => change !== undefined)?.after ?? '–';
    return row(h('code', {}, path), [
      { text: present },
      ...changes.map((one) => {
        const change = one.get(path);
        return { text: change ? (change.before ?? '–') : present };
      }),
    ]);
  });
}

function figureRows(result: AnalysisResult, runs: readonly ComparedRun[], unit: Unit): HTMLElement[] {
  const present = runFigures(result);
  const others = runs.map((run) => new Map(runFigures(run.result).map((figure) => [figure.key, figure])));
  return present.map((figure) =>
    row(sentenceText(figure.name), [
      { text: figureText(figure, unit) },
      ...others.map((one) => {
        const other = one.get(figure.key);
        if (!other) return { text: '–' };
        const found = difference(figure.interval, other.interval);
        return { text: figureText(other, unit), ...(found ? { mark: markText(found) } : {}) };
      }),
    ]),
  );
}

const markText = (found: Difference): string =>
  found === 'certainly' ? t('differs') : t('differs if the models hold');

function row(name: Node | string, cells: readonly { readonly text: string; readonly mark?: string }[]): HTMLElement {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, name),
    ...cells.map(({ text, mark }) =>
      h(
        'td',
        { class: mark === undefined ? 'number' : 'number differs' },
        text,
        ...(mark === undefined ? [] : [' ', h('strong', {}, mark)]),
      ),
    ),
  );
}

/** '1.99 bits (1.95 to 2.00)'. */
function figureText({ kind, value, interval }: RunFigure, unit: Unit): string {
  const written = (one: number): string =>
    kind === 'information' ? formatValue(natsIn(unit, one)) : kind === 'share' ? percent(one) : formatValue(one);
  const text = kind === 'information' ? t('{0} {1}', written(value), unitName(unit)) : written(value);
  if (!interval) return text;
  return Number.isFinite(interval.high)
    ? t('{0} ({1} to {2})', text, written(interval.low), written(interval.high))
    : t('{0} (≥ {1})', text, written(interval.low));
}
