import { t } from '../ui/l10n';
import { attentionChartData } from './attention';
import { beliefsChartData } from './beliefs';
import { biasChartData } from './bias';
import { bottleneckChartData, hasRelevance } from './bottleneck';
import { capacityChartData, processingChartData } from './capacity';
import type { ChartKind } from './chartKind';
import { conditionalMemoryChartData } from './conditionalMemory';
import { fisherChartData } from './fisher';
import { flowChartData } from './flow';
import { headsChartData } from './heads';
import { generalisationChartData } from './generalisation';
import { infomaxChartData } from './infomax';
import { keptStateChartData } from './keptState';
import { layerCurvesChartData } from './layerCurves';
import { layerPairsChartData } from './layerPairs';
import { memoryChartData } from './memory';
import { memoryMapChartData } from './memoryMap';
import { canCompareNetworks, networksChartData } from './networks';
import { otherPlanesChartData } from './otherPlanes';
import { overTrainingChartData } from './overTraining';
import { planeChartData } from './plane';
import { probesChartData } from './probes';
import { rateDistortionChartData, wrongSymbolsChartData } from './rateDistortion';
import { stateBitsChartData } from './stateBits';
import { stateSizeChartData } from './stateSize';
import { studyChartKinds } from './studies/kinds';
import { idealAccuracyChartData } from './idealAccuracy';
import { symbolsChartData } from './symbols';
import { throughTimeChartData } from './throughTime';
import { accuracyChartData, lossChartData } from './training';
import { transitionsChartData } from './transitions';
import { gateInformationChartData } from './gateInformation';
import { gateSaturationChartData } from './gateSaturation';
import { gatesChartData } from './gates';
import { unitsChartData } from './units';
import { FlowPainter } from '../painters/flowPainter';
import { HeatPainter } from '../painters/heatPainter';
import { StackPainter } from '../painters/stackPainter';
import { XyPainter } from '../painters/xyPainter';

/** The charts in the order of the page; called once the translations are loaded. */
export function chartKinds(): readonly ChartKind[] {
  return [
    {
      id: 'flow',
      title: t('Flow'),
      painter: FlowPainter,
      select: flowChartData,
      reading: t(
        'Each column is one layer at the last step. Information about the input goes up, and information about ' +
          'the target goes down. Whiskers are 95 % intervals; a dashed one without a cap rests on a model, or has no ' +
          'known limit. Dashed lines are exact values.',
      ),
    },
    {
      id: 'networks',
      title: t('Networks side by side'),
      painter: XyPainter,
      select: (scene) => (canCompareNetworks(scene) ? networksChartData(scene) : undefined),
      reading: t(
        'One line per network: its last layer with memory. All networks share data and training settings. ' +
          'Dotted lines are fitted decay laws, and dashed lines are exact values.',
      ),
    },
    {
      id: 'plane',
      title: t('Information plane'),
      painter: XyPainter,
      select: planeChartData,
      reading: t(
        'Each path is one layer over training. Further right means more information about the input, and ' +
          'further up means more about the target. Colour shows the epoch, and the marker shows the layer.',
      ),
    },
    {
      id: 'others',
      title: t('Information plane, other estimators'),
      painter: XyPainter,
      select: otherPlanesChartData,
      reading: t(
        'The information plane under another estimator. If a path moves left only here, the estimator causes ' +
          'it, not the layer.',
      ),
    },
    {
      id: 'phases',
      title: t('Input information over training'),
      painter: XyPainter,
      select: overTrainingChartData,
      reading: t(
        'Information that one layer holds about the input at each epoch, one line per estimator. If all lines ' +
          'fall, the layer compresses. If only one line falls, the bins or the noise of its estimator cause it.',
      ),
    },
    {
      id: 'bias',
      title: t('Bias over the number of sequences'),
      painter: XyPainter,
      select: biasChartData,
      reading: t(
        'Estimates at the last step on quarters, on halves and on all of the sequences. A line that is level at its ' +
          'right end has little bias left; where it still falls or rises, more sequences would change the estimate.',
      ),
    },
    {
      id: 'memory',
      title: t('Memory over lag'),
      painter: XyPainter,
      select: memoryChartData,
      reading: t('Information that the state at the last step holds about the single input s steps earlier.'),
    },
    {
      id: 'conditionalMemory',
      title: t('Memory given all later inputs'),
      painter: StackPainter,
      select: conditionalMemoryChartData,
      reading: t(
        'What the state at the last step holds of the input s steps earlier once all later inputs are known. Each ' +
          'column stands on those before it, so that together they reach all that the state holds about the input. ' +
          'It shows what only several inputs together carry, such as a parity, which memory over lag cannot. Of ' +
          'states whose network is not run here a decoder gives lower bounds.',
      ),
    },
    {
      id: 'capacity',
      title: t('Memory capacity over lag'),
      painter: XyPainter,
      select: capacityChartData,
      reading: t(
        'Share of the variance of the input s steps earlier that a linear read-out of the last state gives. Within ' +
          'the shaded band a share is not distinguishable from zero. For a Gaussian input the dashed line is the ' +
          'most that the bits allow: where the share is below it, the state holds what no linear read-out finds.',
      ),
    },
    {
      id: 'processing',
      title: t('Information processing capacity'),
      painter: StackPainter,
      select: processingChartData,
      reading: t(
        'How many functions of the past inputs a linear read-out of the last state gives, by their degree: 1 is ' +
          'memory, higher degrees are products and powers. Each column stands on those before it. Together they are ' +
          'at most the directions of the state, the dashed line.',
      ),
    },
    {
      id: 'fisher',
      title: t('Fisher memory over lag'),
      painter: XyPainter,
      select: fisherChartData,
      reading: t(
        'Fisher information that the last state of a linear recurrence has about the input s steps earlier, with the ' +
          'same noise in every step: 1 is that of one input alone. Over all lags a normal recurrence has 1 in all, ' +
          'and any other at most as much as it has units.',
      ),
    },
    {
      id: 'keptState',
      title: t('Kept but not shown'),
      painter: XyPainter,
      select: keptStateChartData,
      reading: t(
        'Information about the single input s steps earlier that the whole state of a layer carries on and its ' +
          'output does not show: I(X_{t-s};S) - I(X_{t-s};H). Dashed lines are the two that it is the difference of; ' +
          'its whiskers are as wide as their intervals together.',
      ),
    },
    {
      id: 'stateBits',
      title: t('Bits per state float'),
      painter: XyPainter,
      select: stateBitsChartData,
      reading: t(
        'What the whole state of each recurrent layer holds about the input at the last step, and how much of that ' +
          'is about the target, each over the number of floats that the layer carries from step to step: cells of ' +
          'any kind and size on one axis.',
      ),
    },
    {
      id: 'stateSize',
      title: t('Effective state size'),
      painter: XyPainter,
      select: stateSizeChartData,
      reading: t(
        'How many floats of the state of a linear recurrence carry anything from the inputs so far to the states ' +
          'after each step: the rank of that map (dashed), and the same with weak directions counted in part. The ' +
          'dashed line across is the state that it has.',
      ),
    },
    {
      id: 'probes',
      title: t('Kept, readable and used'),
      painter: XyPainter,
      select: probesChartData,
      reading: t(
        'Information about the input s steps earlier: what a perceptron reads in the last state, what a linear ' +
          'decoder reads, and what the answer of the network tells. Decoders give lower bounds. A gap between the ' +
          'first two is kept, but not linearly readable; the third is what the network uses.',
      ),
    },
    {
      id: 'symbols',
      title: t('Symbols kept and forgotten'),
      painter: XyPainter,
      select: symbolsChartData,
      reading: t(
        'What the last state tells about the input s steps earlier in those sequences where it was one symbol. The ' +
          'mean over the symbols, by their frequency, is a lower bound on the information; a line that falls before ' +
          'the others is a symbol that is forgotten first.',
      ),
    },
    {
      id: 'beliefs',
      title: t('Belief states'),
      painter: XyPainter,
      select: beliefsChartData,
      reading: t(
        'What the symbols so far tell about the hidden state of the source, and what a linear map reads of it in the ' +
          'last state of each layer. Of three hidden states each point is a belief of the simplex; its colour is ' +
          'that of the likeliest state by the exact belief. Equal patterns mean that the state holds the belief.',
      ),
    },
    {
      id: 'memoryMap',
      title: t('Memory over lag and position'),
      painter: HeatPainter,
      heat: true,
      select: memoryMapChartData,
      reading: t(
        'One cell per step (across) and lag (up): the information that the state at that step holds about the ' +
          'single input that many steps earlier. If all columns look the same, the memory no longer changes from ' +
          'step to step.',
      ),
    },
    {
      id: 'time',
      title: t('Through time'),
      painter: HeatPainter,
      heat: true,
      select: throughTimeChartData,
      reading: t(
        'One cell per layer and time step. A stronger colour means more information. The line in a cell is its ' +
          'interval on the same scale.',
      ),
    },
    {
      id: 'curves',
      title: t('One layer through time'),
      painter: XyPainter,
      select: layerCurvesChartData,
      reading: t(
        'Information that one layer holds at each time step about the input so far, its own previous state, ' +
          'the target and the future steps.',
      ),
    },
    {
      id: 'idealAccuracy',
      title: t('Accuracy of an ideal observer'),
      painter: XyPainter,
      select: idealAccuracyChartData,
      reading: t(
        'How often whoever knows the law of the trials can be right after each step, and how often the network is ' +
          'right where it answers. On average no network lies above the dashed line.',
      ),
    },
    {
      id: 'pairs',
      title: t('Information between layers'),
      painter: HeatPainter,
      heat: true,
      select: layerPairsChartData,
      reading: t('Information that two layers share at the last step. The matrix is symmetric.'),
    },
    {
      id: 'units',
      title: t('Units: information and accuracy lost'),
      painter: XyPainter,
      select: unitsChartData,
      reading: t(
        'One mark per unit: to the right, what it alone tells about the target; up, the accuracy that is lost when ' +
          'it is held at its mean. Units at the right that lose nothing are redundant: others tell the same.',
      ),
    },
    {
      id: 'gates',
      title: t('Gates over time'),
      painter: XyPainter,
      select: gatesChartData,
      reading: t(
        'The mean value of each gate over units and held-out sequences at each step. Bars show how much single ' +
          'values differ: one standard deviation up and down.',
      ),
    },
    {
      id: 'gateSaturation',
      title: t('Saturated gates'),
      painter: XyPainter,
      select: gateSaturationChartData,
      reading: t(
        'One mark per unit: to the right, the share of steps at which its gate is below 0.1; up, the share at ' +
          'which it is above 0.9. A forget gate at the top keeps its cell; a gate near the origin is never saturated.',
      ),
    },
    {
      id: 'gateInformation',
      title: t('Information in gates'),
      painter: XyPainter,
      select: gateInformationChartData,
      reading: t(
        'What a decoder reads in all units of a gate about the input of the same step (solid) and about the target ' +
          '(dashed), with the declared noise on each gate: at least so much.',
      ),
    },
    {
      id: 'attention',
      title: t('Attention'),
      painter: HeatPainter,
      heat: true,
      select: attentionChartData,
      reading: t(
        'Each row is a query step, and each column is a key step that it attends to. A stronger colour means a ' +
          'larger attention weight. The weights in a row sum to 1.',
      ),
    },
    {
      id: 'heads',
      title: t('Information by head target'),
      painter: HeatPainter,
      heat: true,
      select: headsChartData,
      reading: t(
        'One cell per layer and target: the information that the layer holds at the last step about the target ' +
          'of that head. Heads after the same bottleneck share its code. Information kept for one head may be of ' +
          'no use to another.',
      ),
    },
    {
      id: 'bottleneck',
      title: t('Bottleneck curve'),
      painter: XyPainter,
      select: (scene) => (hasRelevance(scene) ? bottleneckChartData(scene) : undefined),
      reading: t(
        'The horizontal axis is the rate of the code (information about the input). The vertical axis is its ' +
          'relevance (information about the target). No code can lie above the exact limit. A larger beta keeps ' +
          'more information.',
      ),
    },
    {
      id: 'transitions',
      title: t('Phase transitions'),
      painter: XyPainter,
      select: transitionsChartData,
      reading: t(
        'Rate and relevance of the code as beta grows. Below the first vertical line (the critical beta), the ' +
          'best code keeps nothing. Above it, the best code keeps information.',
      ),
    },
    {
      id: 'rate',
      title: t('Rate and distortion'),
      painter: XyPainter,
      select: rateDistortionChartData,
      reading: t(
        'Distortion at each rate. Lower points are better, and points further left need less rate. If a ' +
          'network reconstructs its input, no point lies below the exact R(D) curve.',
      ),
    },
    {
      id: 'wrong',
      title: t('Rate and share of wrong symbols'),
      painter: XyPainter,
      select: wrongSymbolsChartData,
      reading: t(
        'Share of wrong symbols in the reconstruction at each rate. Lower points are better, and points ' +
          'further left need less rate.',
      ),
    },
    ...studyChartKinds(),
    {
      id: 'infomax',
      title: t('Infomax'),
      painter: XyPainter,
      select: infomaxChartData,
      reading: t(
        'How well the critic separates matching pairs from shuffled ones; training maximises it. With InfoNCE ' +
          'this is a lower bound on the information, capped at the log of the batch size.',
      ),
    },
    {
      id: 'generalisation',
      title: t('Generalisation'),
      painter: XyPainter,
      select: generalisationChartData,
      reading: t(
        'Information that a layer holds about the training targets minus its information about the held-out ' +
          'targets. A gap above zero means memorisation. The dashed line is the gap in accuracy, or in loss if ' +
          'there is no accuracy.',
      ),
    },
    {
      id: 'loss',
      title: t('Training: loss'),
      painter: XyPainter,
      select: lossChartData,
      reading: t('Loss after each epoch. A gap between the two lines means overfitting.'),
    },
    {
      id: 'accuracy',
      title: t('Training: accuracy'),
      painter: XyPainter,
      select: accuracyChartData,
      reading: t('Accuracy after each epoch: the share of targets that the network predicts correctly.'),
    },
  ];
}
