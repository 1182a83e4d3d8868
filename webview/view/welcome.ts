import type { PageState } from '../../src/page/protocol';
import { button } from '../ui/controls';
import { h, richText } from '../ui/dom';
import { t } from '../ui/l10n';
import type { Actions } from './actions';

/** Before the first run: one sentence and one button. */
export class Welcome {
  readonly element = h('div', { class: 'welcome' });
  private shown = '';

  constructor(private readonly actions: Actions) {}

  update(state: PageState): void {
    this.element.hidden = state.result !== undefined;
    const text = welcomeText(state);
    const offers = state.phase !== 'empty' && state.phase !== 'running' && !state.restricted;
    const key = `${text}/${offers}`;
    if (key === this.shown) return;
    this.shown = key;
    this.element.replaceChildren(
      h('p', {}, ...richText(text)),
      ...(offers ? [button({ label: t('Analyze'), appearance: 'primary', press: () => this.actions.analyze() })] : []),
    );
  }
}

function welcomeText(state: PageState): string {
  if (state.phase === 'running') return t('The first results are being computed.');
  if (state.phase === 'empty')
    return t('Open a model config (`*.rnn.json`) to see how information flows through the network.');
  if (state.restricted)
    return t('Trust this workspace to train the network and measure the information in its layers.');
  return t(
    'Train the network in `{0}` and see how much information each layer keeps about the input and the target.',
    state.title ?? '',
  );
}
