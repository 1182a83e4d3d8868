import { sentence } from '../../base/sentence';
import { breathe, CancelledError, throwIfCancelled } from '../../base/cancellation';
import { Random } from '../../base/random';
import { UserError } from '../../base/userError';
import { determines } from '../estimators/copula/gaussianInformation';
import { determinesExactly } from '../estimators/copula/exactCombination';
import { InfiniteInformation } from '../estimators/infiniteInformation';
import { Breather } from '../numerics/breather';
import { measurePair, type AutoMeasurement } from '../estimators/auto/measurePair';
import { checkOptions } from '../types/checkOptions';
import { checkSameSamples } from '../types/checkVariable';
import { dataWarnings } from './dataWarnings';
import type { EstimatorOptions, InformationEstimate } from '../types/estimate';
import type { EstimationJob, EstimationPair, PairOutcome } from './job';
import { askedOfMixtures } from '../estimators/known/knownTogether';
import { KnownMixtures, type KnownQuestion } from '../estimators/known/mixtures/knownMixtures';
import type { Shared } from '../estimators/measure';
import { groundsOf, uncertified } from '../estimators/groundsOf';
import { measureBy } from '../estimators/measures';
import type { Measurement } from '../types/measurement';
import { distinctWarnings, warning, type InformationWarning } from '../types/warnings';
import { againstNull, nullPlan } from './shuffledNull';
import { withinAlphabets } from './withinAlphabets';
import { createNeighborWorkspace, type NeighborWorkspace } from '../estimators/neighbors';
import { PreparedVariable } from './preparedVariable';
import { heldByGroups } from '../looks/heldByGroups';
import { lookAtPair, type LookedPair } from '../looks/lookAtPair';
import { atLeastOfColumns } from '../looks/atLeastOfColumns';
import { meanOverParts } from '../looks/meanOverParts';
import { VariableLook } from '../looks/variableLook';
import type { Variable } from '../types/variable';
import { Probe } from '../estimators/probe/probe';

/** The state that the pairs of a running job share. */
export class JobRun implements Shared {
  private readonly prepared = new Map<number, PreparedVariable>();
  // Weak, so that a variable that is forgotten takes with it what was derived from it.
  private readonly looks = new WeakMap<PreparedVariable, VariableLook>();
  /** The variables of the neighbour workspace: those of the job, and those that looks at them made. */
  private readonly spaces: Variable[];
  private readonly indices = new WeakMap<PreparedVariable, number>();
  private readonly probes = new WeakMap<PreparedVariable, Map<string, Probe>>();
  private readonly nulls = new Map<string, number>();
  private workspace: NeighborWorkspace | undefined;
  private known: KnownMixtures | undefined;
  private lastUses: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(
    private readonly job: EstimationJob,
    private readonly signal?: AbortSignal,
    /** Whether the data are looked at first; not again where a run is a part of another. */
    private readonly looking = true,
  ) {
    this.spaces = [...job.variables];
  }

  async outcome(pair: EstimationPair): Promise<PairOutcome> {
    try {
      return await this.estimate(pair);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (error instanceof UserError) return { error: error.sentence };
      throw error;
    }
  }

  async estimate(pair: EstimationPair): Promise<InformationEstimate> {
    throwIfCancelled(this.signal);
    const options = { ...this.job.options, ...pair.options };
    checkOptions(options);
    const x = this.variable(pair.x);
    const y = this.variable(pair.y);
    checkSameSamples(x.variable, y.variable);
    const { mean, samples } = await this.lookedAndMeasured(x, y, options);
    const measured = options.estimator === 'auto' ? await this.withSymbolColumns(mean, x, y, options) : mean;
    return this.finish(measured, [x, y], { estimator: options.estimator, samples });
  }

  private async lookedAndMeasured(
    x: PreparedVariable,
    y: PreparedVariable,
    options: EstimatorOptions,
  ): Promise<{ mean: Measurement; samples: number }> {
    const looked = this.looked(x, y, options);
    const { inTime, nearCopies, reasons, warnings } = looked;
    const { all, used, isWhole } = await this.measuredParts(looked, options);
    const held = await heldByGroups(all, looked.representatives, ([a, b]) => this.measured(a, b, options));
    const mean = inTime || nearCopies ? uncertified(held) : held;
    const why = [...reasons, ...(mean.reason ?? [])];
    return {
      mean: {
        ...mean,
        ...(options.estimator === 'auto' && why.length > 0 && { reason: why }),
        warnings: [...(isWhole ? warnings.map(withoutThinning) : warnings), ...mean.warnings],
      },
      samples: used,
    };
  }

  /**
   * The mean over the parts. Where too few rows are far apart for any estimator, that of all rows, of which nothing
   * bounds the information: rows that follow each other read far too much.
   */
  private async measuredParts(
    { parts, whole }: LookedPair,
    options: EstimatorOptions,
  ): Promise<{ all: Measurement; used: number; isWhole: boolean }> {
    const measured: Measurement[] = [];
    try {
      for (const [a, b] of parts) measured.push(await this.measured(a, b, options));
      return { all: meanOverParts(measured), used: parts[0][0].variable.samples, isWhole: false };
    } catch (error) {
      if (whole === undefined || !(error instanceof UserError) || error instanceof InfiniteInformation) throw error;
      const all = await this.measured(...whole, options);
      const open = withinAlphabets({ ...all, low: 0, high: Infinity, bound: 'none' }, all.estimator ?? 'auto', whole);
      return { all: open, used: whole[0].variable.samples, isWhole: true };
    }
  }

  /** Symbols beside numbers in a variable: what they tell alone is a floor of what all columns tell. */
  private async withSymbolColumns(
    whole: Measurement,
    x: PreparedVariable,
    y: PreparedVariable,
    options: EstimatorOptions,
  ): Promise<Measurement> {
    if (!this.looking || x.constant || y.constant) return whole;
    let best = whole;
    for (const [one, other] of [
      [x, y],
      [y, x],
    ]) {
      const symbols = this.lookOf(one).symbolColumns;
      if (symbols === undefined) continue;
      const { mean } = await this.lookedAndMeasured(symbols.prepared, other, options);
      best = atLeastOfColumns(best, mean, symbols.columns, one.variable.name);
    }
    return best;
  }

  private looked(x: PreparedVariable, y: PreparedVariable, options: EstimatorOptions): LookedPair {
    if (!this.looking || x.constant || y.constant) return { parts: [[x, y]], inTime: false, reasons: [], warnings: [] };
    return lookAtPair(this.lookOf(x), this.lookOf(y), options, new Random(options.seed).fork('looks'));
  }

  private lookOf(variable: PreparedVariable): VariableLook {
    const known = this.looks.get(variable) ?? new VariableLook(variable);
    this.looks.set(variable, known);
    return known;
  }

  /** I(X;Y) of two variables as they are. */
  private async measured(x: PreparedVariable, y: PreparedVariable, options: EstimatorOptions): Promise<Measurement> {
    const constant = [x, y].filter((variable) => variable.constant);
    if (constant.length > 0) {
      const estimator = options.estimator === 'auto' ? 'plugin' : options.estimator;
      const warnings = constant.map(({ variable }) => warning('constant', variable.name));
      return { nats: 0, low: 0, high: 0, estimator, bound: 'none', certified: 'both', warnings };
    }
    const { estimator } = options;
    if (estimator === 'auto') await this.refuseInfinite(x, y, options);
    const { measured, onRanks, hasNull }: AutoMeasurement =
      estimator === 'auto'
        ? await measurePair(x, y, options, this, this.signal)
        : {
            measured: await measureBy(estimator)(x, y, { ...options, estimator }, this, this.signal),
            onRanks: false,
            hasNull: true,
          };
    const used = measured.estimator ?? estimator;
    const mean = hasNull ? await this.shuffledNull(x, y, { ...options, estimator: used }) : undefined;
    const compared = withinAlphabets(againstNull(measured, mean, estimator === 'auto'), used, [x, y]);
    const warnings = onRanks ? [] : dataWarnings(used, [x, y]);
    return { ...compared, estimator: used, warnings: [...compared.warnings, ...warnings] };
  }

  /**
   * A number that is an exact linear function of others has infinite information about them, of which every estimate
   * from samples is some finite number. @throws InfiniteInformation
   */
  private async refuseInfinite(x: PreparedVariable, y: PreparedVariable, { effort }: EstimatorOptions): Promise<void> {
    const sides = [x, y];
    if (effort !== 'thorough' || sides.some(({ variable }) => variable.kind === 'discrete')) return;
    const columns = x.variable.dimensions + y.variable.dimensions;
    // A few extreme samples make anything look linear, ties are symbols, and few samples fit any function.
    if (x.variable.samples < 4 * columns || sides.some((side) => side.hasHeavyTails || side.tieShare > 0.1)) return;
    const breather = new Breather(this.signal);
    const [a, b] = [await x.prepareGaussian('gaussian', breather), await y.prepareGaussian('gaussian', breather)];
    if (determines(a, b) && determinesExactly(x.variable, y.variable)) throw new InfiniteInformation();
  }

  get mixtures(): KnownMixtures {
    this.known ??= new KnownMixtures(this.askedOfMixtures(), this.signal);
    return this.known;
  }

  /** What the pairs of the job will ask of known densities. */
  private *askedOfMixtures(): Generator<KnownQuestion> {
    for (const { x, y, options } of this.job.pairs) {
      const { estimator } = { ...this.job.options, ...options };
      if (estimator !== 'auto' && estimator !== 'knownConditional') continue;
      const [a, b] = [this.variableIfSound(x), this.variableIfSound(y)];
      const question = a && b && askedOfMixtures(a, b);
      if (question) yield question;
    }
  }

  /** Drops what was derived from variables that no pair after this one has. @param done how many pairs are answered */
  forget(done: number): void {
    this.lastUses ??= lastUsesOf(this.job.pairs);
    for (const index of this.lastUses.get(done - 1) ?? []) this.prepared.delete(index);
  }

  neighbors(): NeighborWorkspace {
    this.workspace ??= createNeighborWorkspace(this.spaces);
    return this.workspace;
  }

  probe(state: PreparedVariable, { seed, effort = 'quick', probe: settings = {} }: EstimatorOptions): Probe {
    let ofState = this.probes.get(state);
    if (ofState === undefined) this.probes.set(state, (ofState = new Map<string, Probe>()));
    const key = `${seed} ${effort} ${settings.folds ?? ''} ${settings.decoder ?? ''}`;
    let probe = ofState.get(key);
    if (probe === undefined) ofState.set(key, (probe = new Probe(state, seed, settings, effort, this.signal)));
    return probe;
  }

  indexOf(variable: PreparedVariable): number {
    let index = this.indices.get(variable);
    if (index === undefined) this.indices.set(variable, (index = this.spaces.push(variable.variable) - 1));
    return index;
  }

  /** The mean estimate over shuffled pairings in nats, or undefined where the estimator is not compared with a null. */
  private async shuffledNull(
    x: PreparedVariable,
    y: PreparedVariable,
    options: EstimatorOptions,
  ): Promise<number | undefined> {
    const plan = nullPlan(x, y, options);
    if (plan === undefined) return undefined;
    const known = plan.sharedAs === undefined ? undefined : this.nulls.get(plan.sharedAs);
    if (known !== undefined) return known;
    const random = new Random(options.seed).fork('null');
    // The variable with fewer columns is shuffled: there is less to copy, and the shared work on a state is not
    // repeated.
    const [still, moving] = x.variable.dimensions < y.variable.dimensions ? [y, x] : [x, y];
    let mean = 0;
    for (let shuffle = 0; shuffle < plan.shuffles; shuffle++) {
      await breathe(this.signal);
      const shuffled = moving.permuted(random.permutation(moving.variable.samples));
      const run = new JobRun(
        {
          variables: [still.variable, shuffled.variable],
          pairs: [],
          options: { ...options, shuffles: 0, effort: 'quick' },
        },
        this.signal,
        false,
      );
      mean += (await run.estimate({ x: 0, y: 1 })).nats / plan.shuffles;
    }
    if (plan.sharedAs !== undefined) this.nulls.set(plan.sharedAs, mean);
    return mean;
  }

  /** Undefined of a malformed one, whose pairs fail in their turn. */
  private variableIfSound(index: number): PreparedVariable | undefined {
    try {
      return this.variable(index);
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }

  private variable(index: number): PreparedVariable {
    let prepared = this.prepared.get(index);
    if (prepared === undefined) {
      prepared = new PreparedVariable(this.job.variables[index]);
      this.prepared.set(index, prepared);
      this.indices.set(prepared, index);
      this.spaces[index] = prepared.variable;
    }
    return prepared;
  }

  private finish(
    measured: Measurement,
    variables: readonly PreparedVariable[],
    named: Pick<InformationEstimate, 'estimator' | 'samples' | 'reason'>,
  ): InformationEstimate {
    const { nats, low, high, bound } = measured;
    if (!Number.isFinite(nats) || Number.isNaN(low) || Number.isNaN(high)) {
      throw new UserError(
        sentence(
          '{0} returned no finite number for "{1}" and "{2}". Choose another estimator.',
          named.estimator,
          variables[0].original.name,
          variables[1].original.name,
        ),
      );
    }
    const reason = measured.reason ?? named.reason;
    const estimator = measured.estimator ?? named.estimator;
    return {
      nats,
      low: Math.min(low, nats),
      high: Math.max(high, nats),
      ...groundsOf(estimator, measured),
      bound,
      estimator,
      samples: named.samples,
      ...(measured.histories !== undefined && { histories: measured.histories }),
      ...(reason !== undefined && { reason }),
      warnings: distinctWarnings([...variables.flatMap(({ warnings }) => warnings), ...measured.warnings]),
    };
  }
}

/** The warning of rows in time where all of them were used. */
const withoutThinning = (one: InformationWarning): InformationWarning => {
  if (one.code === 'rowsInTime') return { code: 'allRowsInTime', args: one.args.slice(0, 4) };
  return one.code === 'rowsAtLag' ? { code: 'allRowsAtLag', args: one.args } : one;
};

/** The variables whose last pair is each of the pairs. */
function lastUsesOf(pairs: readonly EstimationPair[]): Map<number, number[]> {
  const last = new Map<number, number>();
  for (const [place, { x, y }] of pairs.entries()) last.set(x, place).set(y, place);
  const at = new Map<number, number[]>();
  for (const [variable, place] of last) at.set(place, [...(at.get(place) ?? []), variable]);
  return at;
}
