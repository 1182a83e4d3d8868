import type { AnalysisResult, Sentence } from '../../src/analysis/result';
import { actionLink } from '../controls';
import { h, richText } from '../dom';
import { t } from '../l10n';
import { sentenceText } from '../model/sentence';
import type { Actions } from './actions';

/** "What this run says": findings, what to try, and what to be careful with. */
export class Findings {
  readonly element = h('section', { class: 'findings', 'aria-label': t('What this run says') });
  private shown = '';

  constructor(private readonly actions: Actions, private readonly live: boolean) {}

  update(result: AnalysisResult): void {
    const { findings, advice, warnings } = result;
    const key = JSON.stringify([findings, advice, warnings]);
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = findings.length + advice.length + warnings.length === 0;
    this.element.replaceChildren(
      h('h2', {}, t('What this run says')),
      h('ul', {}, ...findings.map((sentence) => this.item(sentence, 'finding'))),
      ...(advice.length ? [h('h3', {}, t('To try')), h('ul', {}, ...advice.map((sentence) => this.item(sentence, `advice ${sentence.severity}`)))] : []),
      ...(warnings.length ? [h('h3', {}, t('Take care')), h('ul', {}, ...warnings.map((warning) => h('li', { class: 'warning' }, ...richText(warning))))] : []),
    );
  }

  private item(sentence: Sentence, kind: string): HTMLElement {
    const { layer } = sentence;
    const item = h('li', { class: kind }, ...richText(sentenceText(sentence)));
    if (layer === undefined) return item;
    item.addEventListener('mouseenter', () => this.actions.light(layer));
    item.addEventListener('mouseleave', () => this.actions.light(undefined));
    if (this.live) {
      const link = actionLink(t('show in config'), () => this.actions.reveal(layer));
      link.setAttribute('aria-label', t('show {0} in the config', layer));
      item.append(' ', link);
    }
    return item;
  }
}
