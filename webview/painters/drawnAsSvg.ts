import { LineElement, type Chart } from 'chart.js';

/**
 * Draws a chart on another context. Scales and controllers keep the context that they were made with, and lines are
 * drawn by paths of the browser, which cannot be read; a line that has options for its segments is not.
 */
export function drawnOn(chart: Chart, ctx: CanvasRenderingContext2D): void {
  const undo: (() => void)[] = [];
  const put = (owner: object, name: string, value: unknown): void => {
    const kept: unknown = Reflect.get(owner, name);
    Reflect.set(owner, name, value);
    undo.push(() => Reflect.set(owner, name, kept));
  };
  put(chart, 'ctx', ctx);
  for (const scale of Object.values(chart.scales)) put(scale, 'ctx', ctx);
  for (const { controller, dataset } of chart.getSortedVisibleDatasetMetas()) {
    put(controller, '_ctx', ctx);
    if (dataset instanceof LineElement) put(dataset, 'options', { ...dataset.options, segment: {} });
  }
  try {
    chart.draw();
  } finally {
    for (const one of undo.reverse()) one();
  }
}
