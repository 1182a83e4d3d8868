import { unitWord } from '../../../result/units';
import { betaOf } from '../../../config/layers/layerTraits';
import { droppedAt, narrowestPlace } from '../informationLoss/narrowest';
import { entropyOf } from '../../../result/ceiling';
import type { InformationLoss, Sentence } from '../../../result/result';
import type { ResultIndex } from '../../../result/resultIndex';
import { assumedLoss } from './assumedLoss';
import { hiddenByNoise } from './hiddenByNoise';
import { cited, lossOf, toldLossOf } from '../figures';

/** Where along the layers, and after how many steps, information is lost: only losses that the intervals confirm. */
export function lossFindings(index: ResultIndex): Sentence[] {
  return [...aboutTarget(index), ...aboutInput(index), ...overTime(index)];
}

function aboutTarget(index: ResultIndex): Sentence[] {
  const place = narrowestPlace(index, 'outputInformation');
  if (!place) return [];
  const { to, from, unit } = place;
  const setting = index.result.config.model.layers.find((layer) => layer.name === to);
  const beta = setting && betaOf(setting);
  const word = unitWord(unit);
  if (!place.comparable)
    return [
      cited({
        message:
          '{0} loses {1} {2} of what {3} holds about the target. This is the largest loss of information about the ' +
          'target in the network.',
        args: [to, toldLossOf(place), word, from],
        layer: to,
      }),
      ...assumedLoss(place),
      ...hiddenByNoise(index, place),
    ];
  const args = [to, lossOf(place, 'after'), lossOf(place, 'before'), word];
  return [
    beta !== undefined
      ? cited({
          message:
            '{0} passes on {1} of {2} {3} about the target. This is the largest loss of information about the target ' +
            'in the network. The beta of {0} is {4}.',
          args: [...args, beta],
          layer: to,
        })
      : cited({
          message:
            '{0} passes on {1} of {2} {3} about the target. This is the largest loss of information about the target ' +
            'in the network.',
          args,
          layer: to,
        }),
    ...assumedLoss(place),
    ...hiddenByNoise(index, place),
  ];
}

function aboutInput(index: ResultIndex): Sentence[] {
  const place = narrowestPlace(index, 'inputInformation');
  if (!place) return [];
  return [place.from === 'X' ? ofInput(place) : ofLayerBelow(place), ...assumedLoss(place)];
}

function ofInput(place: InformationLoss): Sentence {
  const { to, unit } = place;
  return place.comparable
    ? cited({
        message:
          '{0} passes on {1} of the {2} {3} of the input. This is the largest loss of information about the input ' +
          'below the heads.',
        args: [to, lossOf(place, 'after'), lossOf(place, 'before'), unitWord(unit)],
        layer: to,
      })
    : cited({
        message:
          '{0} loses {1} {2} of the input. This is the largest loss of information about the input below the heads.',
        args: [to, toldLossOf(place), unitWord(unit)],
        layer: to,
      });
}

function ofLayerBelow(place: InformationLoss): Sentence {
  const { to, from, unit } = place;
  return place.comparable
    ? cited({
        message:
          '{0} passes on {1} of the {2} {3} that {4} holds about the input. This is the largest loss of ' +
          'information about the input below the heads.',
        args: [to, lossOf(place, 'after'), lossOf(place, 'before'), unitWord(unit), from],
        layer: to,
      })
    : cited({
        message:
          '{0} loses {1} {2} of what {3} holds about the input. This is the largest loss of information about the ' +
          'input below the heads.',
        args: [to, toldLossOf(place), unitWord(unit), from],
        layer: to,
      });
}

function overTime(index: ResultIndex): Sentence[] {
  const symbols = entropyOf(index, 'X') !== undefined;
  return index.result.layers
    .filter((layer) => layer.recurrent)
    .flatMap((layer) => {
      const place = droppedAt(index, layer.name);
      if (place?.lag === undefined || place.lagBefore === undefined) return [];
      const args = [
        layer.name,
        lossOf(place, 'lagBefore'),
        lossOf(place, 'lag'),
        toldLossOf(place),
        unitWord(place.unit),
      ];
      return [
        symbols
          ? cited({
              message:
                '{0} loses most of its information about a symbol between {1} and {2} steps after the symbol ' +
                'arrived: {3} {4}.',
              args,
              layer: layer.name,
            })
          : cited({
              message:
                '{0} loses most of its information about an input between {1} and {2} steps after the input ' +
                'arrived: {3} {4}.',
              args,
              layer: layer.name,
            }),
        ...assumedLoss(place),
      ];
    });
}
