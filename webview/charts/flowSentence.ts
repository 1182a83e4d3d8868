import { formatValue } from '../../src/result/format';
import { largestLoss } from '../../src/result/largestLoss';
import { toldLoss } from '../../src/result/informationLoss';
import type { Estimate, InformationLoss } from '../../src/result/result';
import { convert } from '../../src/result/units';
import { t } from '../ui/l10n';
import { inUnit, type Scene } from '../model/scene';
import { toldAmount } from '../model/told';
import { unitName } from '../model/labels';
import { shownLosses } from './flowDrops';

export function flowSentence(
  scene: Scene,
  down: readonly (Estimate | undefined)[],
  up: readonly (Estimate | undefined)[],
  mostInput: number | undefined,
  mostTarget: number | undefined,
): string {
  const unit = unitName(scene.unit);
  const sentences: string[] = [];
  const outs = valued(scene, down);
  const best = outs.reduce<(typeof outs)[number] | undefined>(
    (held, item) => (!held || item.value > held.value ? item : held),
    undefined,
  );
  const input = best === undefined ? undefined : up[best.at];
  if (best) {
    sentences.push(
      mostTarget === undefined || Number(formatValue(mostTarget)) < Number(formatValue(best.value))
        ? t('{0} holds the most about the target: {1} {2}.', best.name, best.told, unit)
        : t(
            '{0} holds the most about the target: {1} of at most {2} {3}.',
            best.name,
            best.told,
            formatValue(mostTarget),
            unit,
          ),
    );
    if (input && (input.warnings ?? []).length > 0)
      sentences.push(t('Its estimate of information about the input has a warning.'));
    else if (input) {
      const held = formatValue(inUnit(scene, input).value);
      const told = toldAmount(scene, input);
      sentences.push(
        mostInput === undefined || Number(formatValue(mostInput)) < Number(held)
          ? t('It holds {0} {1} about the input.', told, unit)
          : t('It holds {0} of at most {1} {2} about the input.', told, formatValue(mostInput), unit),
      );
    }
  } else {
    const ins = valued(scene, up);
    const most = ins.reduce((held, item) => (item.value > held.value ? item : held), ins[0]);
    sentences.push(t('{0} holds the most about the input: {1} {2}.', most.name, most.told, unit));
  }
  const loss = largestLoss(shownLosses(scene), 'outputInformation');
  if (loss)
    sentences.push(
      loss.comparable
        ? t('The largest loss of information about the target is from {0} to {1}: {2} {3}.', ...lossWords(scene, loss))
        : t(
            'The largest loss of information about the target is from {0} to {1}: at least {2} {3}.',
            ...lossWords(scene, loss),
          ),
    );
  return sentences.join(' ');
}

const lossWords = (scene: Scene, loss: InformationLoss): [string, string, string, string] => [
  loss.from,
  loss.to,
  formatValue(convert(toldLoss(loss), loss.unit, scene.unit)),
  unitName(scene.unit),
];

function valued(
  scene: Scene,
  estimates: readonly (Estimate | undefined)[],
): { name: string; value: number; told: string; at: number }[] {
  return estimates.flatMap((estimate, at) =>
    estimate
      ? [{ name: scene.layers[at].name, at, value: inUnit(scene, estimate).value, told: toldAmount(scene, estimate) }]
      : [],
  );
}
