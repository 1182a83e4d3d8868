import type { EstimatorEntry, EstimatorFamily, PairKind } from './entry';
import { estimatorEntries, type EstimatorName, type EstimatorOf, type EstimatorWith } from './table';

const byName = new Map<string, EstimatorEntry>(estimatorEntries.map((entry) => [entry.name, entry]));

export function entryOf(name: EstimatorName): EstimatorEntry {
  const entry = byName.get(name);
  if (entry === undefined) throw new Error(`there is no estimator ${name}`);
  return entry;
}

/** Whether a name is that of an estimator of one of the families. */
export function isOfFamily<Family extends EstimatorFamily>(
  name: string,
  ...families: readonly Family[]
): name is EstimatorOf<Family> {
  return families.some((family) => byName.get(name)?.family === family);
}

export function hasForm<Form extends 'entropy' | 'conditional'>(
  name: EstimatorName,
  form: Form,
): name is EstimatorWith<Form> {
  return entryOf(name)[form] !== undefined;
}

/** The estimators whose entry satisfies the condition, in the table's order. */
export const estimatorsWhere = (holds: (entry: EstimatorEntry) => boolean): EstimatorName[] =>
  estimatorEntries.filter(holds).map(({ name }) => name);

interface OfKind {
  readonly kind: 'discrete' | 'continuous';
}

export function pairKind(x: OfKind, y: OfKind): PairKind {
  return x.kind !== y.kind ? 'mixed' : x.kind;
}

/** The estimators for a kind of pair that are quick and need nothing besides the samples, for advice. */
export const quickFor = (kind: PairKind): EstimatorName[] =>
  estimatorsWhere(
    ({ name, pairs, cost, needs }) => name !== 'auto' && pairs.includes(kind) && cost !== 'high' && !needs,
  );

/**
 * The estimators with a form for I(X;Y|Z) of three variables of these kinds: those for discrete pairs where all three
 * are discrete, else those that take a continuous variable.
 */
export const conditionalFor = (variables: readonly OfKind[]): EstimatorName[] => {
  const discrete = variables.every(({ kind }) => kind === 'discrete');
  return estimatorsWhere(
    ({ conditional, pairs }) => conditional === true && pairs.some((kind) => (kind === 'discrete') === discrete),
  );
};
