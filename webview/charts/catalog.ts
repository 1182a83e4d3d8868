import { t } from '../ui/l10n';
import type { Drawing } from '../model/chartData';
import { attentionDrawing } from './attention';
import { bottleneckDrawing, hasRelevance } from './bottleneck';
import { flowDrawing } from './flow';
import { headsDrawing } from './heads';
import { generalisationDrawing } from './generalisation';
import { infomaxDrawing } from './infomax';
import { layerCurvesDrawing } from './layerCurves';
import { layerPairsDrawing } from './layerPairs';
import { memoryDrawing } from './memory';
import { memoryMapDrawing } from './memoryMap';
import { canStandBeside, networksDrawing } from './networks';
import { otherPlanesDrawing } from './otherPlanes';
import { overTrainingDrawing } from './overTraining';
import { planeDrawing } from './plane';
import { rateDistortionDrawing, wrongSymbolsDrawing } from './rateDistortion';
import type { Scene } from '../model/scene';
import { throughTimeDrawing } from './throughTime';
import { accuracyDrawing, lossDrawing } from './training';
import { transitionsDrawing } from './transitions';
import { FlowPainter } from '../painters/flowPainter';
import type { FrameOptions } from '../view/chartFrame';
import { HeatPainter } from '../painters/heatPainter';
import { XyPainter } from '../painters/xyPainter';

/** One chart of the panel: what it shows, how to read it, and how its data are selected; undefined where it has no place in this run. */
export interface ChartKind extends FrameOptions {
  readonly select: (scene: Scene) => Drawing | undefined;
}

/** The charts in the order in which they tell the story; called once the strings are there. */
export function chartKinds(): readonly ChartKind[] {
  return [
    {
      id: 'flow', title: t('Flow'), painter: FlowPainter, select: flowDrawing,
      reading: t('Each column is a layer: what it holds about the input goes up, about the target down, at the last step. Whiskers are 95 % intervals, dashed lines are known exactly.'),
    },
    {
      id: 'networks', title: t('Networks side by side'), painter: XyPainter, select: (scene) => (canStandBeside(scene) ? networksDrawing(scene) : undefined),
      reading: t('A line a network, of the last of its layers that has a memory, at the same data and the same training. Dotted lines are the fitted laws, dashed ones are exact.'),
    },
    {
      id: 'plane', title: t('Information plane'), painter: XyPainter, select: planeDrawing,
      reading: t('A path is a layer over training: right is more about the input, up more about the target. Colour is the epoch, the marker the layer.'),
    },
    {
      id: 'others', title: t('Plane, other estimators'), painter: XyPainter, select: otherPlanesDrawing,
      reading: t('What the plane looks like by another estimator, or of another thing: a path that turns left here and not in the information plane is the measure\'s doing.'),
    },
    {
      id: 'phases', title: t('Over training'), painter: XyPainter, select: overTrainingDrawing,
      reading: t('What one layer holds about the input, epoch by epoch, a line an estimator. Where all fall the layer compresses; where one falls alone, its bins or its noise do.'),
    },
    {
      id: 'memory', title: t('Memory over lag'), painter: XyPainter, select: memoryDrawing,
      reading: t('How much the state at the last step holds about the one input s steps earlier.'),
    },
    {
      id: 'memoryMap', title: t('Memory over lag and position'), painter: HeatPainter, heat: true, select: memoryMapDrawing,
      reading: t('One cell a step (across) and lag (up): what the state at that step holds of the one input so many steps earlier. A memory that has settled looks the same in every column.'),
    },
    {
      id: 'time', title: t('Through time'), painter: HeatPainter, heat: true, select: throughTimeDrawing,
      reading: t('One cell a layer and time step; the stronger the colour, the more it holds. The line in a cell is its interval on the same scale.'),
    },
    {
      id: 'curves', title: t('One layer through time'), painter: XyPainter, select: layerCurvesDrawing,
      reading: t('What one layer holds about the input so far, its own last state, the target and the steps to come, step by step.'),
    },
    {
      id: 'pairs', title: t('Layers against layers'), painter: HeatPainter, heat: true, select: layerPairsDrawing,
      reading: t('How much two layers share at the last step; the matrix is symmetric.'),
    },
    {
      id: 'attention', title: t('Attention'), painter: HeatPainter, heat: true, select: attentionDrawing,
      reading: t('A row is the step that looks, a column the step that it looks at; the stronger the colour, the more of its weight goes there. A row adds up to 1.'),
    },
    {
      id: 'heads', title: t('What is kept for whom'), painter: HeatPainter, heat: true, select: headsDrawing,
      reading: t('One cell a layer and target: what the layer holds at the last step of what that head is to tell. Below a code, heads share it; what one gets the other may not need.'),
    },
    {
      id: 'bottleneck', title: t('Bottleneck curve'), painter: XyPainter, select: (scene) => (hasRelevance(scene) ? bottleneckDrawing(scene) : undefined),
      reading: t('Right is what the code costs, up what it is worth; nothing can lie above the exact limit. Larger beta keeps more.'),
    },
    {
      id: 'transitions', title: t('Phase transitions'), painter: XyPainter, select: transitionsDrawing,
      reading: t('What the code costs and what it is worth as beta grows. Up to the vertical line nothing is worth its rate; there the code wakes.'),
    },
    {
      id: 'rate', title: t('Rate and distortion'), painter: XyPainter, select: rateDistortionDrawing,
      reading: t('The loss that a given rate buys: down is better, left is cheaper. Where a network rebuilds its input no point lies below the exact R(D).'),
    },
    {
      id: 'wrong', title: t('Rate and wrong symbols'), painter: XyPainter, select: wrongSymbolsDrawing,
      reading: t('The share of rebuilt symbols that are wrong, at a given rate: down is better, left is cheaper.'),
    },
    {
      id: 'infomax', title: t('Infomax'), painter: XyPainter, select: infomaxDrawing,
      reading: t('What the critic tells the layer\'s states and what they are about from shuffled pairs by: training makes it large. InfoNCE bounds the information from below, and stops at the logarithm of its batch.'),
    },
    {
      id: 'generalisation', title: t('Generalisation'), painter: XyPainter, select: generalisationDrawing,
      reading: t('What a layer knows about the targets that it was trained on, less what it knows about held-out ones. Above zero it has learned by heart; the dashed line is the gap in what is told right.'),
    },
    {
      id: 'loss', title: t('Training: loss'), painter: XyPainter, select: lossDrawing,
      reading: t('Loss after each epoch; a gap between the two lines is overfitting.'),
    },
    {
      id: 'accuracy', title: t('Training: accuracy'), painter: XyPainter, select: accuracyDrawing,
      reading: t('Share of targets that the network gets right after each epoch.'),
    },
  ];
}
