import { error, type Finding, replaceBy } from '../problem';
import type { AnalysisConfig } from '../schema/config';
import { targetShape, type TargetShape } from '../targets';

/** Whether some layer produces what the data ask for. */
export function checkTarget(config: AnalysisConfig): Finding[] {
  const target = targetShape(config.data);
  const { layers } = config.model;
  const last = layers.at(-1);
  const trains = config.training.epochs > 0;
  if (target === 'none') {
    return trains ? [error(['training', 'epochs'], `"${config.data.task}" has no target to train for: set "epochs" to 0 to analyse the network as it is.`, replaceBy(0))] : [];
  }
  if (last?.type !== 'dense') return trains ? [headMissing(layers.length, target)] : loneBottleneck(layers);
  return target ? checkHead(last, layers.length - 1, target) : [];
}

function headMissing(count: number, target: TargetShape | undefined): Finding {
  const head = target === undefined ? 'a dense layer with a unit for every class or value'
    : target.classes === undefined ? `{ "type": "dense", "units": ${target.values ?? 1} }`
      : `{ "type": "dense", "units": ${target.classes}, "activation": "softmax" }`;
  return error(['model', 'layers', count - 1], `No layer produces the target: end the network with ${head}, or set "epochs" to 0 to analyse it without one.`);
}

function loneBottleneck(layers: AnalysisConfig['model']['layers']): Finding[] {
  const index = layers.findIndex((layer) => layer.type === 'bottleneck');
  return index < 0 || layers.slice(index + 1).some((layer) => layer.type === 'dense') ? []
    : [error(['model', 'layers', index], `"${layers[index].name}" is a bottleneck without a head: what it should keep is what a dense layer after it needs for the target.`)];
}

type Dense = Extract<AnalysisConfig['model']['layers'][number], { type: 'dense' }>;

function checkHead(head: Dense, index: number, target: TargetShape): Finding[] {
  const path = ['model', 'layers', index];
  if (target.classes === undefined) {
    const values = target.values ?? 1;
    if (head.units !== values) return [error([...path, 'units'], `"${head.name}" has ${head.units} units, but the target is ${values} value${values === 1 ? '' : 's'}: make it ${values}.`, replaceBy(values))];
    return head.activation === 'softmax' ? [error([...path, 'activation'], `"${head.name}" ends in a softmax, but the target is a value, not a class: use "linear".`, replaceBy('linear'))] : [];
  }
  if (head.units !== target.classes) return [error([...path, 'units'], `"${head.name}" has ${head.units} units, but the target has ${target.classes} classes: make it ${target.classes}.`, replaceBy(target.classes))];
  return head.activation === 'softmax' || head.activation === 'linear' ? []
    : [error([...path, 'activation'], `"${head.name}" ends in ${head.activation}, but the target is one of ${target.classes} classes: use "softmax".`, replaceBy('softmax'))];
}
