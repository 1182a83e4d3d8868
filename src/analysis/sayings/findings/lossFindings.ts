import { unitWord } from '../../../result/units';
import { betaOf } from '../../../config/layers/layerTraits';
import { droppedAt, narrowestPlace } from '../informationLoss/narrowest';
import { entropyOf } from '../../../result/ceiling';
import type { Sentence } from '../../../result/result';
import { amount } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';

/** Where along the layers, and after how many steps, information is lost: only losses that the intervals confirm. */
export function lossFindings(index: ResultIndex): Sentence[] {
  return [...aboutTarget(index), ...aboutInput(index), ...overTime(index)];
}

function aboutTarget(index: ResultIndex): Sentence[] {
  const place = narrowestPlace(index, 'outputInformation');
  if (!place) return [];
  const { to, before, after, unit } = place;
  const setting = index.result.config.model.layers.find((layer) => layer.name === to);
  const beta = setting && betaOf(setting);
  const args = [to, amount(after), amount(before), unitWord(unit)];
  return [
    beta !== undefined
      ? {
          message:
            '{0} passes on {1} of {2} {3} about the target. This is the largest loss of information in the ' +
            'network. The beta of {0} is {4}.',
          args: [...args, beta],
          layer: to,
        }
      : {
          message:
            '{0} passes on {1} of {2} {3} about the target. This is the largest loss of information in the network.',
          args,
          layer: to,
        },
  ];
}

/** A head should drop what the target does not need, so that its loss is no finding. */
function aboutInput(index: ResultIndex): Sentence[] {
  const place = narrowestPlace(index, 'inputInformation');
  const head = index.result.layers.findLast((layer) => layer.analysed);
  if (!place || place.to === head?.name) return [];
  const { to, from, before, after, unit } = place;
  return [
    {
      message:
        '{0} passes on {1} of the {2} {3} that {4} holds about the input. This is the largest loss of ' +
        'information between layers.',
      args: [to, amount(after), amount(before), unitWord(unit), from],
      layer: to,
    },
  ];
}

function overTime(index: ResultIndex): Sentence[] {
  const symbols = entropyOf(index, 'X') !== undefined;
  return index.result.layers
    .filter((layer) => layer.recurrent)
    .flatMap((layer) => {
      const place = droppedAt(index, layer.name);
      if (place?.lag === undefined) return [];
      const args = [layer.name, place.lag - 1, place.lag, amount(place.lost), unitWord(place.unit)];
      return [
        symbols
          ? {
              message:
                '{0} loses most of its information about a symbol between {1} and {2} steps after the symbol ' +
                'arrived: {3} {4}.',
              args,
              layer: layer.name,
            }
          : {
              message:
                '{0} loses most of its information about an input between {1} and {2} steps after the input ' +
                'arrived: {3} {4}.',
              args,
              layer: layer.name,
            },
      ];
    });
}
