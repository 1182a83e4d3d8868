import { CancelledError, throwIfCancelled } from '../base/cancellation';
import { UserError } from '../base/userError';
import { chooseEstimator } from './auto/chooseEstimator';
import { checkSameSamples } from './checkVariable';
import type { InformationEstimate } from './estimate';
import type { EstimationJob, EstimationPair, PairOutcome } from './job';
import { measurePair, type Shared } from './measurePair';
import type { Measurement } from './measurement';
import { createNeighborWorkspace, type NeighborWorkspace } from './neighbors';
import { PreparedVariable } from './preparedVariable';
import { Probe } from './probe/probe';

/** What a job's pairs share while it runs. */
export class JobRun implements Shared {
  private readonly prepared = new Map<number, PreparedVariable>();
  private readonly indices = new Map<PreparedVariable, number>();
  private readonly probes = new Map<PreparedVariable, Map<number, Probe>>();
  private workspace: NeighborWorkspace | undefined;

  constructor(private readonly job: EstimationJob, private readonly signal?: AbortSignal) {}

  async outcome(pair: EstimationPair): Promise<PairOutcome> {
    try {
      return await this.estimate(pair);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (error instanceof UserError) return { error: error.message };
      throw error;
    }
  }

  async estimate(pair: EstimationPair): Promise<InformationEstimate> {
    throwIfCancelled(this.signal);
    const options = { ...this.job.options, ...pair.options };
    const x = this.variable(pair.x);
    const y = this.variable(pair.y);
    checkSameSamples(x.variable, y.variable);
    const { samples } = x.variable;
    const constant = [x, y].filter((variable) => variable.constant).map(({ variable }) => `"${variable.name}" never changes`);
    if (constant.length > 0) {
      const estimator = options.estimator === 'auto' ? 'plugin' : options.estimator;
      return { nats: 0, low: 0, high: 0, estimator, bound: 'none', samples, warnings: [`${constant.join(' and ')}: the information is exactly 0.`] };
    }
    const { estimator, reason } = options.estimator === 'auto' ? chooseEstimator(x, y) : { estimator: options.estimator, reason: undefined };
    if (estimator === 'auto') throw new Error('auto chose itself');
    const measured = await measurePair(x, y, { ...options, estimator }, this, this.signal);
    return this.finish(measured, [x, y], { estimator, samples, ...(reason !== undefined && { reason }) });
  }

  neighbors(): NeighborWorkspace {
    this.workspace ??= createNeighborWorkspace(this.job.variables.map((variable, i) => this.prepared.get(i)?.variable ?? variable));
    return this.workspace;
  }

  probe(state: PreparedVariable, seed: number): Probe {
    let bySeed = this.probes.get(state);
    if (bySeed === undefined) this.probes.set(state, bySeed = new Map<number, Probe>());
    let probe = bySeed.get(seed);
    if (probe === undefined) bySeed.set(seed, probe = new Probe(state, seed, this.signal));
    return probe;
  }

  indexOf(variable: PreparedVariable): number {
    const index = this.indices.get(variable);
    if (index === undefined) throw new Error('a variable of another job');
    return index;
  }

  private variable(index: number): PreparedVariable {
    let prepared = this.prepared.get(index);
    if (prepared === undefined) {
      prepared = new PreparedVariable(this.job.variables[index]);
      this.prepared.set(index, prepared);
      this.indices.set(prepared, index);
    }
    return prepared;
  }

  private finish(measured: Measurement, variables: readonly PreparedVariable[], named: Pick<InformationEstimate, 'estimator' | 'samples' | 'reason'>): InformationEstimate {
    const { nats, low, high, bound } = measured;
    if (!Number.isFinite(nats) || Number.isNaN(low) || Number.isNaN(high)) {
      throw new UserError(`${named.estimator} gave no finite number for "${variables[0].original.name}" and "${variables[1].original.name}"; choose another estimator.`);
    }
    const reason = measured.reason ?? named.reason;
    return {
      nats, low: Math.min(low, nats), high: Math.max(high, nats), bound,
      estimator: measured.estimator ?? named.estimator,
      samples: named.samples,
      ...(reason !== undefined && { reason }),
      warnings: [...new Set([...variables.flatMap(({ warnings }) => warnings), ...measured.warnings])],
    };
  }
}
