import { nextPlace } from '../painters/keys';
import { markAt, pointedAt, type Painted, type Painter, type PainterEvents, type Place } from '../painters/painter';
import { setText } from '../ui/dom';
import { t } from '../ui/l10n';
import type { Framed } from './chartCopies';
import type { ChartZoom } from './chartZoom';

/** Walks over a chart's marks by the keyboard, and says what stands there. */
export class ChartKeyboard {
  private place: Place | undefined;

  constructor(
    private readonly painter: Painter,
    private readonly zoom: ChartZoom,
    private readonly spoken: HTMLElement,
    private readonly events: PainterEvents,
    private readonly now: () => Framed,
  ) {}

  key(event: KeyboardEvent): void {
    const { shown } = this.now();
    if (!shown || event.altKey || event.ctrlKey || event.metaKey) return;
    const found = this.place && this.found(this.place);
    if (event.key === 'Escape' && this.place) {
      event.preventDefault();
      this.move(undefined);
      return;
    }
    if (event.key === 'Enter' && found) {
      const layer = found.mark.layer ?? found.series.layer;
      if (layer !== undefined) this.events.choose(layer);
      return;
    }
    if (this.zoom.key(event, shown, this.painter.directions(shown), found?.mark)) {
      event.preventDefault();
      setText(this.spoken, this.zoom.text(shown) || t('All is shown.'));
      return;
    }
    if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    this.move(nextPlace(shown, this.place, event.key));
  }

  leave(): void {
    this.move(undefined);
  }

  /** Forgets a place that is drawn no more. */
  check(): void {
    if (this.place && !this.found(this.place)) this.place = undefined;
  }

  private found(place: Place): ReturnType<typeof markAt> {
    return markAt(this.painted(), place);
  }

  private painted(): Painted {
    const { shown, drawState } = this.now();
    return { chartData: shown, drawState, pointed: undefined };
  }

  private move(place: Place | undefined): void {
    if (!place && !this.place) return;
    this.place = place;
    this.painter.point(place);
    const found = place && this.found(place);
    if (!found) {
      setText(this.spoken, '');
      this.events.hover({});
      return;
    }
    const warnings = found.mark.warnings.length ? t('Warning: {0}', found.mark.warnings.join('; ')) : '';
    setText(this.spoken, [found.mark.read, warnings].filter((part) => part !== '').join('. '));
    this.events.hover(pointedAt(this.painted(), place));
  }
}
