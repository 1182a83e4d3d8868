import { unitWord } from '../../../result/units';
import { entropyOf } from '../../../result/ceiling';
import type { Sentence } from '../../../result/result';
import { amount, negligible } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';

/**
 * How far back each recurrent layer remembers single inputs, and whether its state holds information that no single lag
 * shows.
 */
export function memoryFindings(index: ResultIndex): Sentence[] {
  return index.result.layers
    .filter((layer) => layer.recurrent)
    .flatMap((layer) => {
      const lags = [...index.of('memory', layer.name)].sort((a, b) => (a.lag ?? 0) - (b.lag ?? 0));
      if (lags.length === 0) return [];
      const unit = index.result.config.analysis.unit;
      const whole = entropyOf(index, 'X');
      const held = lags.filter((estimate) => estimate.low > negligible(unit));
      const block = index.atEnd('inputInformation', layer.name);
      const sum = lags.reduce((total, estimate) => total + Math.max(0, estimate.value), 0);
      if (block && block.value > 0.5 && sum < block.value / 4) {
        return [
          {
            message:
              '{0} holds {1} {2} about its input as a whole. Its information about single steps adds up to ' +
              'less than a quarter of that.',
            args: [layer.name, amount(block.value), unitWord(unit)],
            layer: layer.name,
          },
        ];
      }
      if (held.length === 0)
        return [
          {
            message: '{0} holds no measurable information about any single input step.',
            args: [layer.name],
            layer: layer.name,
          },
        ];
      const far = Math.max(...held.map((estimate) => estimate.lag ?? 0));
      // The first lag with almost nothing left; undefined where the last estimated lag still holds something.
      const gone = lags.find((estimate) => (estimate.lag ?? 0) > far)?.lag;
      if (whole === undefined) {
        return [
          {
            message:
              '{0} remembers its input up to lag {1}: {2} {3} about the latest step, {4} {3} about the farthest.',
            args: [layer.name, far, amount(lags[0].value), unitWord(unit), amount(held.at(-1)?.value ?? 0)],
            layer: layer.name,
          },
        ];
      }
      const kept = lags.filter((estimate) => estimate.value > 0.8 * whole);
      const run = lags.findIndex((estimate) => estimate.value <= 0.8 * whole);
      const count = run < 0 ? lags.length : run;
      if (count === 0 || kept.length !== count) {
        const args = [
          layer.name,
          best(lags),
          amount(Math.max(...lags.map((lag) => lag.value))),
          amount(whole),
          unitWord(unit),
        ];
        return [
          gone === undefined
            ? { message: '{0} remembers the input at lag {1} best ({2} of {3} {4}).', args, layer: layer.name }
            : {
                message: '{0} remembers the input at lag {1} best ({2} of {3} {4}) and almost nothing from lag {5} on.',
                args: [...args, gone],
                layer: layer.name,
              },
        ];
      }
      const mean = kept.reduce((total, estimate) => total + estimate.value, 0) / kept.length;
      if (count === lags.length)
        return [
          {
            message: '{0} keeps {1} of {2} {3} of every step it has seen.',
            args: [layer.name, amount(mean), amount(whole), unitWord(unit)],
            layer: layer.name,
          },
        ];
      const args = [layer.name, amount(mean), amount(whole), unitWord(unit)];
      if (count === 1)
        return [
          gone === undefined
            ? {
                message:
                  '{0} keeps {1} of {2} {3} of the latest step. Its memory of older steps fades, but is not gone ' +
                  'at lag {4}, the largest that was estimated.',
                args: [...args, far],
                layer: layer.name,
              }
            : {
                message: '{0} keeps {1} of {2} {3} of the latest step; almost nothing is left from lag {4} on.',
                args: [...args, gone],
                layer: layer.name,
              },
        ];
      if (gone === undefined)
        return [
          {
            message:
              '{0} keeps {1} of {2} {3} of each of the last {4} steps. Its memory then fades, but is not gone at ' +
              'lag {5}, the largest that was estimated.',
            args: [...args, count, far],
            layer: layer.name,
          },
        ];
      return far >= count
        ? [
            {
              message:
                '{0} keeps {1} of {2} {3} of each of the last {4} steps. Its memory then fades: almost nothing ' +
                'is left from lag {5} on.',
              args: [...args, count, gone],
              layer: layer.name,
            },
          ]
        : [
            {
              message: '{0} keeps {1} of {2} {3} of each of the last {4} steps and almost nothing of older ones.',
              args: [...args, count],
              layer: layer.name,
            },
          ];
    });
}

function best(lags: readonly { lag?: number; value: number }[]): number {
  return lags.reduce((top, lag) => (lag.value > top.value ? lag : top)).lag ?? 0;
}
