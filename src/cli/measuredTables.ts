import { inEnglish } from '../base/sentence';
import { ofWords } from '../result/ofWords';
import type { AnalysisResult, Measured } from '../result/result';
import { boundMarks, table } from './table';

/** The measures beside information, one table each. */
export function measuredTables({ measured = [] }: AnalysisResult): string[][] {
  const tables = [
    capacityTable,
    unitsTable,
    gatesTable,
    probesTable,
    fisherTable,
    beliefsTable,
    stateSizeTable,
    symbolsTable,
  ];
  return tables.map((tableOf) => tableOf(measured)).filter((lines) => lines.length > 0);
}

const figures = (value: number): string => value.toFixed(3);

/** `≥0.950 [0.930, 0.970]`. */
const shown = ({ bound, value, low, high }: Measured): string =>
  `${boundMarks[bound]}${figures(value)} [${figures(low)}, ${figures(high)}]`;

function capacityTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure }) => measure.endsWith('Capacity'));
  const [first] = rows;
  if (rows.length === 0) return [];
  const place = ({ lag, degree }: Measured): string =>
    lag === undefined ? (degree === undefined ? 'all degrees' : `degree ${degree}`) : `lag ${lag}`;
  return [
    'Capacity: functions of the input that a linear read-out of the last state gives (1: one in full; 95 % intervals)' +
      (first.of ? `; of ${inEnglish(ofWords(first.of))}` : ''),
    ...table(
      ['layer', 'of', 'capacity', 'exact', 'functions', 'above', 'threshold', 'most', 'sequences'],
      rows.map((one) => [
        ...[one.layer, place(one), shown(one), one.exact === undefined ? '–' : figures(one.exact)],
        ...[one.functions, one.counted].map((count) => String(count ?? '–')),
        one.threshold?.toPrecision(2) ?? '–',
        ...[one.rank, one.samples].map((count) => String(count ?? '–')),
      ]),
    ),
  ];
}

/** One row a unit, and one for all of them. */
function unitsTable(measured: readonly Measured[]): string[] {
  const alone = measured.filter(({ measure }) => measure === 'unitInformation');
  if (alone.length === 0) return [];
  const same =
    ({ layer, target, member }: Measured) =>
    (one: Measured): boolean =>
      one.layer === layer && one.target === target && one.member === member;
  const cellOf = (measure: Measured['measure'], of: Measured): string => {
    const found = measured.filter((one) => one.measure === measure).find(same(of));
    return found ? shown(found) : '–';
  };
  const wholes = measured.filter(({ measure }) => measure === 'stateInformation');
  return [
    `Units: information about the target by a decoder, ${alone[0].unit} (lower bounds), and accuracy lost when a ` +
      'unit is held at its mean (95 % intervals)',
    ...table(
      ['layer', 'target', 'unit', 'alone', 'all others', 'accuracy lost', 'held at'],
      alone.map((one) => {
        const lost = measured.filter(({ measure }) => measure === 'knockOut').find(same(one));
        return [
          ...[one.layer, one.target ?? 'Y', String((one.member ?? 0) + 1)],
          ...[shown(one), cellOf('withoutUnit', one), cellOf('knockOut', one)],
          lost ? (lost.estimator === 'heldAtEveryStep' ? 'every step' : 'the last step') : '–',
        ];
      }),
    ),
    ...wholes.map(
      (whole) =>
        `  ${whole.layer}, ${whole.target ?? 'Y'}: all units ${shown(whole)} ${whole.unit}; redundancy ` +
        `${cellOf('redundancy', whole)}; vulnerability ${cellOf('vulnerability', whole)}`,
    ),
  ];
}

/** One row a gate: of all its units over all steps, and what it tells at the last one. */
function gatesTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure, member }) => measure === 'gateValueOverSteps' && member === undefined);
  if (rows.length === 0) return [];
  const last = (measure: Measured['measure'], { layer, gate }: Measured): string => {
    const found = measured
      .filter((one) => one.measure === measure && one.layer === layer && one.gate === gate && one.member === undefined)
      .at(-1);
    return found ? shown(found) : '–';
  };
  const informed = measured.find(
    ({ measure }) => measure === 'gateInputInformation' || measure === 'gateTargetInformation',
  );
  const of = informed?.of
    ? `; information at the last step in ${informed.unit} by a decoder, of ${inEnglish(ofWords(informed.of))}`
    : '';
  return [
    `Gates over all steps, units and held-out sequences (95 % intervals; time constants in steps${of})`,
    ...table(
      ['layer', 'gate', 'mean', 'spread', 'below 0.1', 'above 0.9', 'time constant', 'about X_t', 'about the target'],
      rows.map((one) => [
        ...[one.layer, one.gate ?? '', shown(one), figures(one.spread ?? 0)],
        ...[last('gateClosedOverSteps', one), last('gateOpenOverSteps', one), last('gateTimeConstant', one)],
        ...[last('gateInputInformation', one), last('gateTargetInformation', one)],
      ]),
    ),
  ];
}

/** One row a lag: a linear decoder, a perceptron, and the answer of the network. */
function probesTable(measured: readonly Measured[]): string[] {
  const linear = measured.filter(({ measure }) => measure === 'linearProbe');
  if (linear.length === 0) return [];
  const cellOf = (measure: Measured['measure'], { layer, lag }: Measured): string => {
    const found = measured.find((one) => one.measure === measure && one.layer === layer && one.lag === lag);
    return found ? shown(found) : '–';
  };
  return [
    `Information about single past inputs that is read from the last state, ${linear[0].unit} (95 % intervals)`,
    ...table(
      ['layer', 'lag', 'linear decoder', 'perceptron', "the network's answer"],
      linear.map((one) => [
        ...[one.layer, String(one.lag ?? 0), shown(one)],
        ...[cellOf('perceptronProbe', one), cellOf('usedInformation', one)],
      ]),
    ),
  ];
}

/** One row a lag, and one for all of them; exact, so without intervals. */
function fisherTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure }) => measure === 'fisherMemory' || measure === 'fisherTotal');
  const [first] = rows;
  if (rows.length === 0) return [];
  return [
    'Fisher memory of linear recurrences (1: one input alone; closed form' +
      (first.of ? `; of ${inEnglish(ofWords(first.of))})` : ')'),
    ...table(
      ['layer', 'lag', 'Fisher memory', 'most'],
      rows.map(({ layer, lag, value, rank }) => [
        ...[layer, String(lag ?? 'all'), value.toPrecision(4), String(rank ?? 1)],
      ]),
    ),
  ];
}

function beliefsTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure }) => measure === 'beliefs');
  if (rows.length === 0) return [];
  return [
    'Belief state: share of its variance that a linear map finds in the last state (R², held out; 95 % intervals)',
    ...table(
      ['layer', 'R²', 'sequences'],
      rows.map((one) => [one.layer, shown(one), String(one.samples)]),
    ),
  ];
}

/** One row a step; exact, so without intervals. */
function stateSizeTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure }) => measure === 'stateSize');
  if (rows.length === 0) return [];
  const rankOf = ({ layer, time }: Measured): number | undefined =>
    measured.find((one) => one.measure === 'stateRank' && one.layer === layer && one.time === time)?.value;
  return [
    'Effective state size of linear recurrences, floats (closed form of the weights)',
    ...table(
      ['layer', 'step', 'by entropy', 'rank', 'floats'],
      rows.map((one) => [
        ...[one.layer, String(one.time), figures(one.value)],
        ...[rankOf(one), one.rank].map((count) => String(count ?? '–')),
      ]),
    ),
  ];
}

/** One row a lag and symbol. */
function symbolsTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure }) => measure === 'symbolInformation');
  if (rows.length === 0) return [];
  return [
    `Symbols kept and forgotten: information about the input where it was one symbol, ${rows[0].unit} (95 % intervals)`,
    ...table(
      ['layer', 'lag', 'symbol', 'information', 'sequences'],
      rows.map((one) => [
        ...[one.layer, String(one.lag ?? 0), String(one.member ?? 0), shown(one), String(one.samples)],
      ]),
    ),
  ];
}
