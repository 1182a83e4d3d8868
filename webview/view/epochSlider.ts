import { button, icons, iconOf } from '../ui/controls';
import { h, setText } from '../ui/dom';
import { t } from '../ui/l10n';
import { prefersReducedMotion } from '../ui/theme';
import type { Choices } from '../model/scene';

/** Sets the epoch of every chart; at its right end it follows the newest. */
export class EpochSlider {
  readonly element: HTMLElement;
  private readonly input = h('input', { type: 'range', min: 0, max: 0, step: 1, 'aria-label': t('Epoch') });
  private readonly label = h('output', {});
  private readonly play: HTMLElement;
  private epochs: readonly number[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly choose: (choices: Partial<Choices>) => void) {
    this.play = button({
      label: t('Play through the epochs'),
      icon: icons.play,
      appearance: 'icon',
      press: () => this.toggle(),
    });
    this.input.addEventListener('input', () => {
      this.stop();
      this.move(Number(this.input.value));
    });
    this.element = h(
      'div',
      { class: 'slider' },
      this.play,
      h('span', { 'aria-hidden': 'true' }, t('epoch')),
      this.input,
      this.label,
    );
  }

  update(epochs: readonly number[], chosen: Choices['epoch'], total: number): void {
    this.epochs = [...epochs];
    this.element.hidden = epochs.length < 2;
    const last = Math.max(0, epochs.length - 1);
    const at = chosen === 'newest' ? last : Math.max(0, epochs.indexOf(chosen));
    this.input.max = String(last);
    this.input.value = String(at);
    const text = t('{0} of {1}', epochs.at(at) ?? 0, total);
    this.input.setAttribute('aria-valuetext', t('epoch {0} of {1}', epochs.at(at) ?? 0, total));
    setText(this.label, text);
  }

  private move(at: number): void {
    this.choose({ epoch: at >= this.epochs.length - 1 ? 'newest' : this.epochs[at] });
  }

  private toggle(): void {
    if (this.timer !== undefined) {
      this.stop();
      return;
    }
    if (Number(this.input.value) >= this.epochs.length - 1) this.move(0);
    this.timer = setInterval(() => this.step(), prefersReducedMotion() ? 1500 : 500);
    this.show(icons.pause, t('Pause'));
  }

  private step(): void {
    const next = Number(this.input.value) + 1;
    this.move(Math.min(next, this.epochs.length - 1));
    if (next >= this.epochs.length - 1) this.stop();
  }

  private stop(): void {
    if (this.timer === undefined) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.show(icons.play, t('Play through the epochs'));
  }

  private show(icon: string, label: string): void {
    this.play.replaceChildren(iconOf(icon));
    this.play.setAttribute('aria-label', label);
    this.play.title = label;
  }
}
