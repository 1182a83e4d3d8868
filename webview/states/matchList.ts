import { percent } from '../../src/result/format';
import { button } from '../ui/controls';
import { h, setText } from '../ui/dom';
import { t } from '../ui/l10n';
import { ones } from './bits';
import { stepOf, type View } from './looked';
import type { Pattern, StepRange } from './pattern';
import type { Found } from './search';
import { inputAt, symbolName } from './words';

/** Agreement from which a sequence counts as having the pattern. */
const close = 0.9;
/** Symbols beside a match, at most. */
const mostSymbols = 8;

export interface MatchEvents {
  find(): void;
  /** A match is looked at. */
  show(range: StepRange): void;
  clear(): void;
  /** Another share of each unit's values counts as on. */
  level(share: number): void;
}

/** The pattern of the chosen steps, the button that searches for it, and where it was found. */
export class MatchList {
  readonly element: HTMLElement;
  private readonly says = h('p', {});
  private readonly list = h('ol', { class: 'states-matches', 'aria-label': t('Where the pattern is found') });
  private readonly find: HTMLElement;
  private readonly clear: HTMLElement;
  private readonly level = h('input', { type: 'range', min: 5, max: 95, step: 5, value: 50 });
  private readonly levelText = h('span', {});
  private shown: Found | undefined;

  constructor(private readonly events: MatchEvents) {
    this.find = button({ label: t('Find elsewhere'), press: () => events.find() });
    this.clear = button({ label: t('Clear'), press: () => events.clear() });
    this.level.addEventListener('input', () => events.level(Number(this.level.value) / 100));
    this.element = h(
      'div',
      { class: 'states-search' },
      h('div', { class: 'row' }, this.find, this.clear, h('label', {}, this.levelText, this.level)),
      this.says,
      this.list,
    );
  }

  update(view: View, pattern: Pattern | undefined, found: Found | undefined, busy: boolean): void {
    const { looked } = view;
    setText(this.levelText, t('On: the upper {0} of each unit’s values', percent(looked.share)));
    this.find.toggleAttribute('disabled', !pattern || pattern.units === 0);
    this.clear.toggleAttribute('disabled', !looked.range);
    setText(this.says, this.text(view, pattern, found, busy));
    if (found === this.shown) return;
    this.shown = found;
    this.list.replaceChildren(...(found ? found.best.map((sequence) => this.item(view, found, sequence)) : []));
  }

  private text(view: View, pattern: Pattern | undefined, found: Found | undefined, busy: boolean): string {
    const { range } = view.looked;
    if (!range) return t('Drag over steps of a sequence, or hold Shift and press an arrow key, to choose a pattern.');
    if (!pattern) return busy ? t('The states are being read …') : '';
    const on = pattern.on.reduce((sum, word) => sum + ones(word), 0);
    const words = t(
      '{0}: {1} of {2} units keep their level, {3} of them on; the others change, or are left out.',
      rangeWords(view, range),
      pattern.units,
      view.shape.units,
      on,
    );
    if (!found) return words;
    const near = found.matches.scores.reduce((sum, score) => sum + (score >= close ? 1 : 0), 0);
    return `${words} ${t(
      '{0} of {1} sequences have a range in which at least {2} of them agree.',
      near,
      found.matches.scores.length,
      percent(close),
    )}`;
  }

  private item(view: View, { range, matches }: Found, sequence: number): HTMLElement {
    const from = matches.starts[sequence];
    const match = { sequence, from: stepOf(view, from), to: stepOf(view, from + range.to - range.from) };
    const entry = h(
      'button',
      { type: 'button', class: 'link' },
      t('{0}: {1}', rangeWords(view, match), percent(matches.scores[sequence])),
    );
    entry.addEventListener('click', () => this.events.show(match));
    return h('li', {}, entry, h('span', { class: 'quiet' }, ` ${symbolsOf(view, match)}`));
  }
}

/** The symbols that a range reads, the first few of many. */
function symbolsOf(view: View, { sequence, from, to }: StepRange): string {
  const { inputs } = view.head.header;
  if (!inputs) return '';
  const last = Math.min(to, from + mostSymbols - 1);
  const names = Array.from({ length: last - from + 1 }, (_, i) => {
    const symbol = inputAt(view, sequence, from + i);
    return symbol === undefined ? '' : symbolName(inputs, symbol);
  });
  return `${names.join(' ')}${last < to ? ' …' : ''}`;
}

/** 'sequence 12, steps 3 to 5' */
function rangeWords({ head: { rows } }: View, { sequence, from, to }: StepRange): string {
  return from === to
    ? t('sequence {0}, step {1}', rows[sequence] + 1, from + 1)
    : t('sequence {0}, steps {1} to {2}', rows[sequence] + 1, from + 1, to + 1);
}
