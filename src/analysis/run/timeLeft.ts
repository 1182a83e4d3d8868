import { Pace } from './pace';

/**
 * The time left for training and estimating one network. The time between two events is charged to the kind of work
 * that the second one ends. Estimates that run during training therefore cost only the time for which training waits
 * for them, and all costs add up to the elapsed time.
 */
export class TimeLeft {
  /** Training steps of all epochs, as a share of all steps; or the states that are read instead. */
  private readonly training: Pace;
  /** Finished epochs, validation included, as a share of all epochs. */
  private readonly validation: Pace;
  private readonly estimates: Pace;
  /** Shares of the work that makes the numbers of the last snapshot sharper. */
  private readonly sharpening: Pace;
  /**
   * Times in seconds from which on the snapshots without estimates could be estimated; undefined of those that wait for
   * a core.
   */
  private readonly handedOver: (number | undefined)[] = [];
  /** Seconds from that time of the last estimated snapshot to its estimates. */
  private latency = 0;
  private last: number | undefined;
  /** Whether training waits. */
  private waiting = false;

  /**
   * @param work whether the network is trained here, or its states are read from files
   * @param snapshots how many there will be
   * @param sharpeningSeconds seconds that sharpening is expected to take; 0 without it
   * @param now the clock, in seconds
   */
  constructor(
    work: 'trains' | 'reads' | 'neither',
    snapshots: number,
    private readonly sharpeningSeconds: number,
    private readonly now: () => number,
  ) {
    this.training = new Pace(1, work === 'neither' ? 1 : 0);
    this.validation = new Pace(1, work === 'trains' ? 0 : 1);
    this.estimates = new Pace(snapshots);
    this.sharpening = new Pace(1, sharpeningSeconds > 0 ? 0 : 1);
  }

  get isTrained(): boolean {
    return this.training.left === 0;
  }

  get isDone(): boolean {
    return this.isTrained && this.estimates.left === 0 && this.sharpening.left === 0;
  }

  /** @param share done share of all training steps, 0 ... 1 */
  trainedTo(share: number): void {
    this.training.reach(share, this.lap());
  }

  /** @param share finished share of all epochs, 0 ... 1 */
  validatedTo(share: number): void {
    this.validation.reach(share, this.lap());
  }

  /**
   * From now on training may be waiting for estimates.
   * @param waits whether these have no core until `estimatesBegin`
   */
  snapshotHandedOver(waits = false): void {
    this.estimates.spend(this.lap());
    this.handedOver.push(waits ? undefined : this.now());
    this.waiting = true;
  }

  /** The estimates of the next snapshot that waited for a core begin. */
  estimatesBegin(): void {
    const next = this.handedOver.indexOf(undefined);
    if (next >= 0) this.handedOver[next] = this.now();
  }

  trainingGoesOn(): void {
    this.estimates.spend(this.lap());
    this.waiting = false;
  }

  snapshotEstimated(): void {
    const waits = this.waiting || (this.isTrained && this.validation.left === 0);
    this.estimates.advance(waits ? this.lap() : 0);
    const since = this.handedOver.shift();
    if (since !== undefined) this.latency = this.now() - since;
  }

  /** @param share done share of sharpening, 0 ... 1 */
  sharpenedTo(share: number): void {
    this.sharpening.reach(share, this.lap());
  }

  /** Undefined while the cost of training is unknown. */
  get seconds(): number | undefined {
    const { training, validation, estimates, sharpening } = this;
    if (training.left > 0 && training.cost === undefined) return undefined;
    const estimating = estimates.left > 0 ? Math.max(estimates.left * this.snapshotCost(), this.lastLatency()) : 0;
    const sharper = sharpening.left * (sharpening.cost ?? this.sharpeningSeconds);
    return training.left * (training.cost ?? 0) + validation.left * (validation.cost ?? 0) + estimating + sharper;
  }

  /** The last snapshot is the trained network: its estimates begin when training is over. */
  private lastLatency(): number {
    const all = this.handedOver.length === this.estimates.left;
    return this.latency - (all ? this.since(this.handedOver[this.handedOver.length - 1]) : 0);
  }

  /** Before any snapshot is estimated, all of them together are expected to take at least as long as training. */
  private snapshotCost(): number {
    const { cost, total } = this.estimates;
    if (cost !== undefined) return cost;
    return Math.max((this.training.cost ?? 0) / total, this.since(this.handedOver[0]));
  }

  private since(time: number | undefined): number {
    return time === undefined ? 0 : this.now() - time;
  }

  /** Seconds since the last event; undefined for the first, since the time before it belongs to other work. */
  private lap(): number | undefined {
    const now = this.now();
    const { last } = this;
    this.last = now;
    return last === undefined ? undefined : now - last;
  }
}
