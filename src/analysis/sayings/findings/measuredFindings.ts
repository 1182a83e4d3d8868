import { standardNormalQuantile, z95 } from '../../../information/numerics/special';
import { figure, formatValue, percent, roundedDown, roundedUp } from '../../../result/format';
import { keyOfMeasured, type Measured, measuredOf } from '../../../result/measured';
import type { AnalysisResult, Sentence } from '../../../result/result';
import { cited, type Figure } from '../figures';

/** What the measures beside information say, one sentence a layer. */
export function measuredFindings({ measured, layers }: AnalysisResult): Sentence[] {
  return layers.flatMap(({ name }) => [
    ...capacityFinding(measured, name),
    ...unitsFinding(measured, name),
    ...gatesFinding(measured, name),
    ...fisherFinding(measured, name),
    ...beliefsFinding(measured, name),
    ...stateSizeFinding(measured, name),
  ]);
}

function capacityFinding(measured: readonly Measured[] | undefined, layer: string): Sentence[] {
  const total = measuredOf(measured, 'totalCapacity', layer).at(0);
  const memory = measuredOf(measured, 'degreeCapacity', layer).at(0);
  if (!total || !memory) return [];
  return [
    cited({
      // Products of many inputs are not read: of all functions only so many are known to be given.
      args: [layer, ...rangeOf(memory), numberOf(total, 'low', roundedDown(figure)), numberOf(total, 'rank', String)],
      layer,
      message:
        'A linear read-out of {0} gives {1} past inputs in full, counted together ({2} to {3}): its memory capacity. ' +
        'With products of inputs it gives at least {4} functions, of at most {5}.',
    }),
  ];
}

/** The unit that is missed most, where any is. */
function unitsFinding(measured: readonly Measured[] | undefined, layer: string): Sentence[] {
  const lost = measuredOf(measured, 'knockOut', layer);
  if (lost.length === 0) return [];
  const most = lost.reduce((worst, one) => (one.value > worst.value ? one : worst));
  // The largest of many stands out by chance: each of N units is tested at the level .05/N (Bonferroni).
  const margin = ((most.value - most.low) * standardNormalQuantile(1 - 0.025 / lost.length)) / z95;
  if (most.value <= margin)
    return [
      {
        args: [layer, lost.length],
        layer,
        message:
          'Of the {1} units of {0} none alone is missed: the accuracy without it is not distinguishable from that ' +
          'with it.',
      },
    ];
  return [
    cited({
      args: [
        ...[layer, (most.member ?? 0) + 1],
        ...[numberOf(most, 'value', percent), numberOf(most, 'low', percent), numberOf(most, 'high', percent)],
      ],
      layer,
      message: 'Of the units of {0}, unit {1} is missed most: held at its mean, {2} of accuracy is lost ({3} to {4}).',
    }),
  ];
}

/** How long the gate that keeps the state keeps it, and how much of it is saturated. */
function gatesFinding(measured: readonly Measured[] | undefined, layer: string): Sentence[] {
  return measuredOf(measured, 'gateTimeConstant', layer)
    .filter(({ member }) => member === undefined)
    .flatMap((constant) => {
      const open = measuredOf(measured, 'gateOpenOverSteps', layer).find(
        ({ gate, member }) => gate === constant.gate && member === undefined,
      );
      if (!open) return [];
      return [
        cited({
          args: [layer, constant.gate ?? '', ...rangeOf(constant), ...percentOf(open)],
          layer,
          message:
            'The {1} gate of {0} keeps the state with a time constant of {2} steps ({3} to {4}). Of its values {5} ' +
            'are above .9 ({6} to {7}).',
        }),
      ];
    });
}

/** A share in per cent. */
const percentOf = (one: Measured): Figure[] => [
  numberOf(one, 'value', percent),
  numberOf(one, 'low', percent),
  numberOf(one, 'high', percent),
];

function fisherFinding(measured: readonly Measured[] | undefined, layer: string): Sentence[] {
  const total = measuredOf(measured, 'fisherTotal', layer).at(0);
  if (!total) return [];
  return [
    cited({
      args: [layer, numberOf(total, 'value', figure), numberOf(total, 'rank', String)],
      layer,
      message:
        'With the same noise in every step {0} has a Fisher memory of {1} about all past inputs together: a normal ' +
        'recurrence has 1, and none has more than {2}.',
    }),
  ];
}

function beliefsFinding(measured: readonly Measured[] | undefined, layer: string): Sentence[] {
  const found = measuredOf(measured, 'beliefs', layer).at(0);
  if (!found) return [];
  return [
    cited({
      args: [layer, ...rangeOf(found)],
      layer,
      message: 'A linear map of {0} finds {1} of the variance of the belief state ({2} to {3}; held-out R²).',
    }),
  ];
}

function stateSizeFinding(measured: readonly Measured[] | undefined, layer: string): Sentence[] {
  const sizes = measuredOf(measured, 'stateSize', layer);
  if (sizes.length === 0) return [];
  const most = sizes.reduce((held, one) => (one.value > held.value ? one : held));
  return [
    cited({
      args: [layer, numberOf(most, 'value', figure), numberOf(most, 'rank', String), most.time],
      layer,
      message:
        'The effective state size of {0} is {1} of its {2} floats at most, at step {3}: so many carry anything from ' +
        'the inputs before to the states after.',
    }),
  ];
}

/** A value and the ends of its interval, in three digits. */
const rangeOf = (one: Measured): Figure[] => [
  numberOf(one, 'value', formatValue),
  numberOf(one, 'low', roundedDown(formatValue)),
  numberOf(one, 'high', roundedUp(formatValue)),
];

const numberOf = (
  one: Measured,
  field: 'value' | 'low' | 'high' | 'rank',
  print: (value: number) => string,
): Figure => ({ text: print(one[field] ?? NaN), cites: [{ field, of: [{ in: 'measured', ...keyOfMeasured(one) }] }] });
