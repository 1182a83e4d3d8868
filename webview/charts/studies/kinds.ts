import { HeatPainter } from '../../painters/heatPainter';
import { StackPainter } from '../../painters/stackPainter';
import { XyPainter } from '../../painters/xyPainter';
import { t } from '../../ui/l10n';
import type { ChartKind } from '../chartKind';
import { attributionMaps, removalCurves } from './attribution';
import { studyCurveChartData } from './studyCurve';
import { studyRankingChartData } from './studyRanking';
import { enhanceChartData, enhancedPictures } from './enhance';
import { codedTableChartData } from './codedTable';
import { generalisationChartData } from './generalisation';
import { noiseKeptChartData, robustnessChartData } from './robustness';
import { leastTold, translationChartData } from './translation';
import { doubtThroughTime, mostDoubt, rejectionCurve, reliabilityDiagram } from './uncertainty';
import type { StudyWords } from './studyWords';

const columns = (): StudyWords => ({ member: t('column'), size: t('number of input columns') });

const units = (): StudyWords => ({ member: t('unit'), size: t('number of units') });

/** The charts of the studies; called once the translations are loaded. */
export function studyChartKinds(): readonly ChartKind[] {
  return [
    {
      id: 'selectRanking',
      title: t('Feature selection: ranking'),
      painter: StackPainter,
      select: (scene) => studyRankingChartData(scene, 'select', columns()),
      reading: t(
        'One pair of bars per input column, the first choice at the left: its information about the target, and the ' +
          'information that it shares with the columns before it, on average. Both are of single steps of the ' +
          'training sequences.',
      ),
    },
    {
      id: 'selectCurve',
      title: t('Feature selection: networks'),
      painter: XyPainter,
      select: (scene) => studyCurveChartData(scene, 'select', columns()),
      reading: t(
        'Held-out accuracy of networks that were trained on some of the input columns. Whiskers are 95 % intervals ' +
          'of the mean over repetitions. Dashed lines, on the right axis, are the entropy of the target less the ' +
          'held-out loss, the least that the network tells about the target.',
      ),
    },
    {
      id: 'compressRanking',
      title: t('Compression: ranking of the units'),
      painter: StackPainter,
      select: (scene) => studyRankingChartData(scene, 'compress', units()),
      reading: t(
        'One pair of bars per unit, the first choice at the left: the information of its state, with the declared ' +
          'noise, about present and coming targets, and the information that it shares with the units before it, on ' +
          'average.',
      ),
    },
    {
      id: 'compressCurve',
      title: t('Compression: networks'),
      painter: XyPainter,
      select: (scene) => studyCurveChartData(scene, 'compress', units()),
      reading: t(
        'Held-out accuracy of the network after units were removed and the rest was trained to say what the whole ' +
          'network says. Whiskers are 95 % intervals of the mean over repetitions. Dashed lines, on the right axis, ' +
          'are the entropy of the target less the held-out loss, the least that the network tells about the target.',
      ),
    },
    {
      id: 'compressTable',
      title: t('Compression: the coded table'),
      painter: XyPainter,
      select: codedTableChartData,
      reading: t(
        'Held-out loss of the network with its embedding rounded and coded, over the length of the code. Whiskers ' +
          'are 95 % intervals of the mean over repetitions.',
      ),
    },
    {
      id: 'robustness',
      title: t('Robustness'),
      painter: XyPainter,
      select: robustnessChartData,
      reading: t(
        'Held-out accuracy of each network on clean sequences and on spoiled ones, the mildest level at the left. ' +
          'Whiskers are 95 % intervals of the mean over repetitions. Dashed lines, on the right axis, are the ' +
          'entropy of the target less the held-out loss, the least that the network tells about the target.',
      ),
    },
    {
      id: 'robustnessNoise',
      title: t('Robustness: noise that is kept'),
      painter: XyPainter,
      select: noiseKeptChartData,
      reading: t(
        'The least that the last state before the head holds of the noise, where the sequence itself is known. A ' +
          'state that holds the target and little of the noise has what a bottleneck is for. No bound exceeds the ' +
          'log of the draws of the noise.',
      ),
    },
    {
      id: 'uncertainty',
      title: t('Uncertainty through time'),
      painter: XyPainter,
      select: doubtThroughTime,
      reading: t(
        'The entropy of the mean prediction of networks that are drawn by dropout, on average over the held-out ' +
          'sequences. The part of the data is their mean entropy: more training does not lessen it. The part of the ' +
          'network is what they disagree about. Whiskers are 95 % intervals of the mean over repetitions.',
      ),
    },
    {
      id: 'uncertaintyRejection',
      title: t('Uncertainty: rejection'),
      painter: XyPainter,
      select: rejectionCurve,
      reading: t(
        'Accuracy of what is left when the answers with the most doubt are rejected. The faster it rises, the better ' +
          'doubt tells wrong answers.',
      ),
    },
    {
      id: 'uncertaintyReliability',
      title: t('Uncertainty: reliability'),
      painter: XyPainter,
      select: reliabilityDiagram,
      reading: t(
        'Accuracy of the answers of about the same confidence. A calibrated network lies on the dashed line; below ' +
          'it, the network is too sure.',
      ),
    },
    {
      id: 'uncertaintyMost',
      title: t('Uncertainty: where there is most'),
      painter: StackPainter,
      select: mostDoubt,
      reading: t(
        'One pair of bars for each of the answers with the most doubt, the most at the left, in the first ' +
          'repetition: the part of the data and the part of the network.',
      ),
    },
    {
      id: 'enhance',
      title: t('Enhancement'),
      painter: StackPainter,
      select: enhanceChartData,
      reading: t(
        'Peak signal-to-noise ratio of the spoiled held-out values, and of what each network gives back. The dashed ' +
          'line is that of the best line through each value alone. The table has ' +
          'the squared error, and the information that a value would have about the clean one if both were Gaussian.',
      ),
    },
    {
      id: 'enhancePictures',
      title: t('Enhancement: a sequence'),
      painter: HeatPainter,
      heat: true,
      select: enhancedPictures,
      reading: t(
        'The first held-out sequence of the first repetition, a row a step: spoiled at the left, then what each ' +
          'network gives back, and clean at the right.',
      ),
    },
    {
      id: 'heldOutSweep',
      title: t('Bottleneck against overfitting'),
      painter: XyPainter,
      select: generalisationChartData,
      reading: t(
        'Loss a target of the network with its bottleneck, over beta, at the best epoch. The epoch and the beta that ' +
          'is marked are chosen on one half of the held-out sequences, and the figures are of the other half. Level ' +
          'lines are the same network without the bottleneck, and with dropout in its place. Whiskers are 95 % ' +
          'intervals of the mean over repetitions.',
      ),
    },
    {
      id: 'translation',
      title: t('Translations'),
      painter: XyPainter,
      select: translationChartData,
      reading: t(
        'What the source tells about held-out translations, a word of the reference: the cross-entropy of a network ' +
          'without the source less that of one with it (cross-mutual information). Both are upper bounds of ' +
          'entropies, so that the difference has no direction. Whiskers are 95 % intervals over sentences. The line ' +
          'joins the references with more and more words spoiled. Dashed, on the right axis: chrF and BLEU against ' +
          'the references.',
      ),
    },
    {
      id: 'translationLeast',
      title: t('Translations: where the source tells least'),
      painter: StackPainter,
      select: leastTold,
      reading: t(
        'The held-out pairs about whose translation the source tells least, the least at the left. Below 0, the ' +
          'network tells the translation better without the source: it is rare, or wrong. The table has the sentences.',
      ),
    },
    {
      id: 'attributionMap',
      title: t('Attribution: where the information is'),
      painter: HeatPainter,
      heat: true,
      select: attributionMaps,
      reading: t(
        'What the answers of the network rest on: noise is put on the inputs of each held-out sequence where its ' +
          'answer does not need them, and what is let through is information. The mean over sequences and ' +
          'repetitions comes first, then single sequences. On average over sequences it bounds the information of ' +
          'the noisy input about the input from above; of a single sequence it is its part in that.',
      ),
    },
    {
      id: 'attributionRemoval',
      title: t('Attribution: as steps are removed'),
      painter: XyPainter,
      select: removalCurves,
      reading: t(
        'The probability that the network still gives its answers, as more and more steps are replaced by the mean. ' +
          'The faster it falls, the better the steps that matter are found. Whiskers are 95 % intervals of the mean ' +
          'over repetitions.',
      ),
    },
  ];
}
