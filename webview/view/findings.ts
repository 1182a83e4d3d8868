import type { Advice, AnalysisResult, Sentence } from '../../src/result/result';
import { actionLink } from '../ui/controls';
import { h, richText } from '../ui/dom';
import { t } from '../ui/l10n';
import { sentenceText, warningText } from '../model/sentence';
import type { Actions } from './actions';

/** "What this run says": findings, changes to try, and warnings. */
export class Findings {
  readonly element = h('section', { class: 'findings', 'aria-label': t('Findings') });
  private shown = '';

  constructor(
    private readonly actions: Actions,
    private readonly live: boolean,
  ) {}

  /** @param stale the config was edited since, so that the advice's edits may not fit any more */
  update(result: AnalysisResult, stale: boolean): void {
    const { findings, advice, warnings } = result;
    const { unit } = result.config.analysis;
    const key = JSON.stringify([findings, advice, warnings, stale]);
    this.element.hidden = findings.length + advice.length + warnings.length === 0;
    if (key === this.shown) return;
    this.shown = key;
    this.element.replaceChildren(
      h('h2', {}, t('Findings')),
      h('ul', {}, ...findings.map((sentence) => this.item(sentence, 'finding'))),
      ...(advice.length
        ? [h('h3', {}, t('Suggestions')), h('ul', {}, ...advice.map((item) => this.advice(item, stale)))]
        : []),
      ...(warnings.length
        ? [
            h('h3', {}, t('Warnings')),
            h(
              'ul',
              {},
              ...warnings.map((warning) => h('li', { class: 'warning' }, ...richText(warningText(warning, unit)))),
            ),
          ]
        : []),
    );
  }

  private advice(advice: Advice, stale: boolean): HTMLElement {
    const item = this.item(advice, `advice ${advice.severity}`);
    const { edits } = advice;
    if (!this.live || stale || !edits) return item;
    const button = actionLink(t('Try it'), () => this.actions.change(edits));
    button.title = edits.map(editText).join('\n');
    button.setAttribute('aria-label', t('Try it: {0}', edits.map(editText).join('; ')));
    item.append(' ', button);
    return item;
  }

  private item(sentence: Sentence, kind: string): HTMLElement {
    const { layer } = sentence;
    const item = h('li', { class: kind }, ...richText(sentenceText(sentence)));
    if (layer === undefined) return item;
    item.addEventListener('mouseenter', () => this.actions.light(layer));
    item.addEventListener('mouseleave', () => this.actions.light(undefined));
    if (this.live) {
      const link = actionLink(t('Show in config'), () => this.actions.reveal(layer));
      link.setAttribute('aria-label', t('Show {0} in the config', layer));
      item.append(' ', link);
    }
    return item;
  }
}

/** An edit for people: `model.layers[1].beta: 20`. */
function editText({ path, value, insert }: NonNullable<Advice['edits']>[number]): string {
  const place = path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i ? '.' : ''}${key}`)).join('');
  if (insert === true) return t('insert {0} at {1}', JSON.stringify(value), place);
  return value === undefined ? t('remove {0}', place) : `${place}: ${JSON.stringify(value)}`;
}
