import type { ChartData } from '../model/chartData';
import type { Scene } from '../model/scene';
import type { FrameOptions } from '../view/frameOptions';

/**
 * One chart of the panel: its title, its explanation, and the selector of its data, which is undefined where the chart
 * does not apply to this run.
 */
export interface ChartKind extends FrameOptions {
  readonly select: (scene: Scene) => ChartData | undefined;
}
