import { verbatim } from './verbatim';
import type { ExactLine } from '../../src/result/result';

/** Exact values of a delayed copy of 4 symbols by 3 steps. */
export function fakeExact(steps: number, target: boolean): ExactLine[] {
  const unit = 'bits';
  const perfect = { message: 'a perfect memory of the last {0} symbols', args: [4] };
  const times = Array.from({ length: steps }, (_, i) => i + 1);
  return [
    { quantity: 'entropy', source: 'X', target: 'X', value: 2, unit, name: verbatim('H(X)') },
    { quantity: 'entropy', source: 'Y', target: 'Y', value: 2, unit, name: verbatim('H(Y)') },
    ...times.map((time): ExactLine => ({
      quantity: 'entropy',
      source: 'X_{1:t}',
      target: 'X_{1:t}',
      time,
      value: 2 * time,
      unit,
      name: verbatim('H(X_{1:t})'),
    })),
    ...times.map((time): ExactLine => ({
      quantity: 'inputInformation',
      source: 'X',
      target: 'H',
      time,
      value: 2 * Math.min(4, time),
      unit,
      name: perfect,
    })),
    ...times.map((time): ExactLine => ({
      quantity: 'memory',
      source: 'X',
      target: 'H',
      lag: time - 1,
      value: time <= 4 ? 2 : 0,
      unit,
      name: perfect,
    })),
    ...(target
      ? [
          {
            quantity: 'outputInformation',
            source: 'X',
            target: 'Y',
            time: steps,
            value: 2,
            unit,
            name: verbatim('I(X;Y)'),
          } as const,
        ]
      : []),
  ];
}
