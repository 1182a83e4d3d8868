import type { PageState } from '../../src/page/protocol';
import type { Unit } from '../../src/result/result';
import { button, Menu } from '../ui/controls';
import { h, setText } from '../ui/dom';
import { t } from '../ui/l10n';
import { backendName } from '../../src/result/backendName';
import { sentenceText } from '../model/sentence';
import { estimatorWords } from '../../src/result/estimatorWords';
import { estimatorChoices } from '../../src/result/estimatorChoices';
import { noticeText, phaseText } from '../model/progress';
import type { Actions } from './actions';
import { exportMenu } from './exportMenu';

/**
 * Name, progress with Cancel, backend, the two menus, Export; below them a notice for a stale, failed or restricted
 * state.
 */
export class Header {
  readonly element: HTMLElement;
  private readonly title = h('h1', {});
  private readonly phase = h('span', { class: 'phase', role: 'status' });
  private readonly backend = h('span', { class: 'backend' });
  private readonly bar = h(
    'div',
    { class: 'bar', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-label': t('Progress') },
    h('div', {}),
  );
  private readonly notice = h('div', { class: 'notice', role: 'status' });
  private readonly training = h('div', { class: 'notice', role: 'status' });
  private readonly cancel: HTMLElement;
  private readonly analyze: HTMLElement;
  private readonly unit: Menu;
  private readonly estimator: Menu;
  private readonly runs: HTMLElement;
  private readonly withResult: HTMLElement;

  constructor(
    actions: Actions,
    private readonly live: boolean,
    contents: HTMLElement,
  ) {
    this.cancel = button({ label: t('Cancel'), press: () => actions.cancel() });
    this.analyze = button({ label: t('Analyze'), appearance: 'primary', press: () => actions.analyze() });
    this.runs = button({ label: t('Runs'), press: () => actions.showRuns() });
    this.unit = new Menu(t('Unit'), (value) => actions.unit(value === 'nats' ? 'nats' : 'bits'));
    this.estimator = new Menu(t('Estimator'), (value) => actions.estimator(value));
    this.withResult = h(
      'div',
      { class: 'menus' },
      this.unit.element,
      ...(live ? [this.estimator.element] : []),
      ...(live ? [this.runs] : []),
      contents,
      exportMenu(actions, live),
    );
    this.element = h(
      'header',
      { class: 'page-header' },
      h(
        'div',
        { class: 'row' },
        this.title,
        this.phase,
        ...(live ? [this.cancel, this.analyze] : []),
        h('span', { class: 'gap' }),
        this.backend,
        this.withResult,
      ),
      this.bar,
      this.notice,
      this.training,
    );
  }

  update(state: PageState, unit: Unit): void {
    const running = state.phase === 'running';
    setText(this.title, state.title ?? t('RNN Information Flow'));
    setText(this.phase, phaseText(state));
    this.cancel.hidden = !running;
    this.analyze.setAttribute('appearance', state.stale || state.phase === 'failed' ? 'primary' : 'secondary');
    this.analyze.hidden =
      state.saved === true || running || state.phase === 'empty' || state.restricted || state.result === undefined;
    this.withResult.hidden = state.result === undefined;
    this.estimator.element.hidden = state.saved === true;
    this.runs.hidden = state.saved === true;
    setText(this.backend, state.result ? sentenceText(backendName(state.result.environment.backend)) : '');
    this.backend.title = state.result
      ? t(
          '{0}, recurrent layers computed by {1}, seed {2}',
          state.result.environment.version,
          state.result.environment.recurrentKernel,
          state.result.environment.seed,
        )
      : '';
    const share = Math.round(100 * Math.min(1, Math.max(0, state.progress?.fraction ?? 0)));
    this.bar.hidden = !running;
    this.bar.setAttribute('aria-valuenow', String(share));
    const fill = this.bar.firstElementChild;
    if (fill instanceof HTMLElement) fill.style.width = `${share}%`;
    const notice = this.live ? noticeText(state) : undefined;
    this.notice.hidden = notice === undefined;
    this.notice.className = `notice ${notice?.kind ?? ''}`;
    setText(this.notice, notice?.text ?? '');
    const { training } = state;
    this.training.hidden = training === undefined || training.text === '';
    this.training.className = `notice training${training?.state === 'died' ? ' error' : ''}`;
    setText(this.training, training?.text ?? '');
    if (!state.result) return;
    this.unit.show(
      [
        { value: 'bits', text: t('bits') },
        { value: 'nats', text: t('nats') },
      ],
      unit,
    );
    this.estimator.show(
      estimatorChoices.map((value) => ({ value, text: t('{0} · {1}', value, sentenceText(estimatorWords[value])) })),
      state.result.config.analysis.estimator,
    );
  }
}
