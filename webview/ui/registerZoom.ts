import { Chart } from 'chart.js';
import zoom from 'chartjs-plugin-zoom';

/** The gestures of zooming. They need a window, and so are not part of what the painters themselves import. */
export function registerZoom(): void {
  Chart.register(zoom);
}
