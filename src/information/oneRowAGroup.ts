import { Random } from '../base/random';
import type { Symbols } from './estimators/discrete/symbols';
import { partOf } from './onParts';
import { certifiedEnds, isHighCertified, isLowCertified, endsOf, type Grounds } from './types/assumption';
import type { InformationEstimate } from './types/estimate';
import type { Variable } from './types/variable';
import { warning, type InformationWarning } from './types/warnings';

/** Choices of one row of each group at most: further ones say little new. */
const mostChoices = 4;

/**
 * An estimate from rows of which those of a group are repeats of one thing: the mean over choices of one row of each
 * group, each row in as few of them as can be. Rows of one choice are independent where things are, so that limits keep
 * their promise; each thing counts once, however often it was measured. The mean of dependent values varies at most as
 * one of them, and so does that of their limits.
 * @param groups the group of each row
 * @throws what `measure` throws
 */
export async function oneRowAGroup(
  variables: readonly Variable[],
  groups: Symbols,
  seed: number,
  measure: (chosen: readonly Variable[]) => Promise<InformationEstimate>,
): Promise<InformationEstimate> {
  const { codes, alphabet, counts } = groups;
  const samples = codes.length;
  if (alphabet === samples) return measure(variables);
  const members = membersOf(groups, new Random(seed).fork('groups'));
  const largest = counts.reduce((most, count) => Math.max(most, count), 0);
  const choices = Math.min(mostChoices, largest);
  const estimates: InformationEstimate[] = [];
  for (let choice = 0; choice < choices; choice++) {
    const rows = Int32Array.from(members, (rowsOfGroup) => rowsOfGroup[choice % rowsOfGroup.length]).sort();
    estimates.push(await measure(variables.map((variable) => partOf(variable, rows))));
  }
  const mean = meanOf(estimates);
  return { ...mean, warnings: [warning('groupsGiven', samples, alphabet, choices), ...mean.warnings] };
}

/** The rows of each group in a random order. */
function membersOf({ codes, alphabet }: Symbols, random: Random): number[][] {
  const members = Array.from({ length: alphabet }, (): number[] => []);
  for (const row of random.permutation(codes.length)) members[codes[row]].push(row);
  return members;
}

/** Means of values and limits. A limit is certified where it is in all, and a model that one assumes is assumed. */
function meanOf(estimates: readonly InformationEstimate[]): InformationEstimate {
  const [first] = estimates;
  const mean = (of: (estimate: InformationEstimate) => number): number =>
    estimates.reduce((sum, estimate) => sum + of(estimate) / estimates.length, 0);
  const { assumes, certified, ...rest } = first;
  return {
    ...rest,
    ...groundsOfAll(estimates),
    nats: mean(({ nats }) => nats),
    low: mean(({ low }) => low),
    high: mean(({ high }) => high),
    bound: estimates.every(({ bound }) => bound === first.bound) ? first.bound : 'none',
    warnings: oneOfEachCode(estimates.flatMap(({ warnings }) => warnings)),
  };
}

function groundsOfAll(estimates: readonly Grounds[]): Grounds {
  const assumes = estimates.find((estimate) => estimate.assumes !== undefined)?.assumes;
  const certified = endsOf(estimates.every(isLowCertified), estimates.every(isHighCertified));
  const own = assumes === undefined ? {} : { assumes };
  return certified === certifiedEnds(own) ? own : { ...own, certified };
}

/** Their numbers differ a little from choice to choice. */
function oneOfEachCode(warnings: readonly InformationWarning[]): InformationWarning[] {
  const known = new Map<string, InformationWarning>();
  for (const one of warnings) if (!known.has(one.code)) known.set(one.code, one);
  return [...known.values()];
}
