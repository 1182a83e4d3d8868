import { actionLink } from '../ui/controls';
import { h, richText } from '../ui/dom';
import type { Teaching } from '../model/chartData';

/** What a chart without data says; where a chart is drawn too, it stands below it as one quiet line. */
export class TeachingBox {
  private readonly element = h('div', { class: 'teaching' });

  /**
   * @param alone its place where nothing is drawn
   * @param beside its place below a chart
   */
  constructor(
    private readonly alone: HTMLElement,
    private readonly beside: HTMLElement,
    private readonly teach: (link: NonNullable<Teaching['link']>) => void,
  ) {
    alone.append(this.element);
  }

  update(teaching: Teaching | undefined, drawn: boolean): void {
    this.element.hidden = teaching === undefined;
    this.element.classList.toggle('beside', drawn);
    const home = drawn ? this.beside : this.alone;
    if (this.element.parentElement !== home) home.append(this.element);
    if (!teaching) return;
    const key = JSON.stringify(teaching);
    if (this.element.dataset.key === key) return;
    this.element.dataset.key = key;
    const { link } = teaching;
    this.element.replaceChildren(
      h('p', {}, ...richText(teaching.text)),
      ' ',
      ...(link ? [actionLink(link.text.replaceAll('`', ''), () => this.teach(link))] : []),
    );
  }
}
