import { isHighCertified, isLowCertified } from '../../../information/types/assumption';
import { sentence } from '../../../base/sentence';
import { layerNamed } from '../../../config/layers/wholeState';
import { besideFromStart } from '../../../result/lags';
import { unitWord } from '../../../result/units';
import { outputsAndStates } from '../../../result/shownLayers';
import { heldRuns } from '../../../result/memory';
import { upperEnd } from '../../../result/upperEnd';
import { negligible } from '../../../result/format';
import type { Estimate, Sentence } from '../../../result/result';
import type { ResultIndex } from '../../../result/resultIndex';
import { cited, mostOf, toldOf } from '../figures';
import { subjectWords } from './subjectWords';
import { apart, placesOf } from './memory/apart';
import { fromLatest } from './memory/fromLatest';
import { leastOf, leavesRoom } from './memory/lags';

/**
 * How far back each recurrent layer, and its whole state, remembers single inputs, and whether it holds information
 * that no single lag shows.
 */
export function memoryFindings(index: ResultIndex): Sentence[] {
  return outputsAndStates(index)
    .filter((layer) => layer.recurrent)
    .flatMap(({ name }) => {
      const lags = index.of('memory', name);
      if (lags.length === 0) return [];
      const said = ofBlock(index, name, lags) ?? ofRuns(index, name, lags);
      return [isFromStart(lags) ? fromStart(said, name) : said, ...ofOtherEnd(index, name)].map((one) => ({
        ...one,
        args: one.args.map((argument) => (argument === name ? subjectWords(name, one.message) : argument)),
        layer: layerNamed(name),
      }));
    });
}

const isFromStart = (lags: readonly Estimate[]): boolean => lags[0].from === 'start';

/** The sentence with the place from which lags are counted: what reads backward has read the first step last. */
const fromStart = (said: Sentence, name: string): Sentence => ({
  ...said,
  args: said.args.map((argument) =>
    argument === name
      ? sentence('{0} (read backward: lag 0 is the first step of a sequence)', subjectWords(name, said.message))
      : argument,
  ),
});

/** Share of the most that is held of one input from which another one counts as held. */
const alsoHeld = 0.5;

/** The inputs that a layer of both directions holds, counted from the first step on, where lengths differ. */
function ofOtherEnd(index: ResultIndex, name: string): Sentence[] {
  const lags = besideFromStart(index.at('memory', name, index.lastEpoch));
  const most = Math.max(0, ...lags.map(({ value }) => value));
  const isHeld = ({ low, unit }: Estimate): boolean => low > Math.max(2 * negligible(unit), alsoHeld * most);
  const held = lags.filter(isHeld);
  if (held.length === 0) return [];
  const runs: Estimate[][] = [];
  lags.forEach((lag, i) => {
    if (isHeld(lag) && (i === 0 || !isHeld(lags[i - 1]))) runs.push([lag]);
    else if (isHeld(lag)) runs[runs.length - 1].push(lag);
  });
  return [
    cited({
      message: 'Counted from the first step on, {0} remembers the inputs at these lags: {1}; {2} {3} about each.',
      args: [name, placesOf(runs), leastOf(held), unitWord(held[0].unit)],
      layer: name,
    }),
  ];
}

/** The state holds much more about all steps than about each of them: a parity, a sum. */
function ofBlock(index: ResultIndex, name: string, lags: readonly Estimate[]): Sentence | undefined {
  const block = index.atEnd('inputInformation', name);
  // What a model reads of single steps may be far below what they tell, and what it reads of all of them far above.
  if (!block || !isLowCertified(block) || !lags.every(isHighCertified)) return undefined;
  // A lag whose upper end is far above its value may hold more than is shown.
  const sum = lags.reduce((total, lag) => total + Math.max(0, leavesRoom(index, lag) ? upperEnd(lag) : lag.value), 0);
  if (block.bound === 'upper') return undefined;
  // Lags between measured ones hold about as much as these.
  const all = sum * Math.max(1, (lags[0].time ?? 0) / lags.length);
  if (!(block.low > 0.5 && all < block.low / 4)) return undefined;
  return cited({
    message:
      '{0} holds {1} {2} about its input as a whole. Its information about single steps adds up to less than a ' +
      'quarter of that.',
    args: [name, toldOf(block), unitWord(block.unit)],
  });
}

function ofRuns(index: ResultIndex, name: string, lags: readonly Estimate[]): Sentence {
  const runs = heldRuns(index, name);
  if (runs.length === 0) {
    const most = lags.reduce((best, lag) => (upperEnd(lag) > upperEnd(best) ? lag : best));
    if (lags.some((lag) => leavesRoom(index, lag)))
      return { message: 'The bounds do not tell how much {0} holds of any single input step.', args: [name] };
    return upperEnd(most) < negligible(most.unit) || !Number.isFinite(upperEnd(most))
      ? { message: '{0} holds no measurable information about any single input step.', args: [name] }
      : cited({
          message: '{0} holds {1} {2} about any single input step.',
          args: [name, mostOf(most), unitWord(most.unit)],
        });
  }
  const [first] = runs;
  if (runs.length > 1 || first[0] !== lags[0]) return apart(index, name, lags, runs);
  return fromLatest(index, name, lags, first);
}
