import { mergeDelta, type ResultDelta } from '../../result/delta';
import { Throttle } from './throttle';

/** Most estimates in one message, so that the host reads a message within milliseconds. */
const largestPiece = 500;

/** Collects what an analysis appends, and sends it at most every `interval` ms in small messages. */
export class DeltaSender {
  private gathered: ResultDelta = {};
  private readonly throttle: Throttle;

  constructor(
    private readonly send: (delta: ResultDelta) => void,
    interval = 100,
  ) {
    this.throttle = new Throttle(interval, () => this.sendGathered());
  }

  add(delta: ResultDelta): void {
    mergeDelta(this.gathered, delta);
    this.throttle.request();
  }

  /** Sends all that is left. */
  flush(): void {
    this.throttle.flush();
  }

  private sendGathered(): void {
    const delta = this.gathered;
    this.gathered = {};
    for (const piece of splitDelta(delta, largestPiece)) this.send(piece);
  }
}

/**
 * Splits a delta into parts of at most `size` estimates. Replacements of estimates are in the last part, after all
 * that they may replace; everything else is in the first.
 */
export function splitDelta(delta: ResultDelta, size: number): ResultDelta[] {
  const { sharpened, ...others } = delta;
  const { estimates = [], networks = [] } = delta;
  if (networks.reduce((sum, network) => sum + (network.estimates?.length ?? 0), estimates.length) <= size)
    return [delta];
  const pieces: ResultDelta[] = [
    {
      ...others,
      ...(delta.estimates && { estimates: estimates.slice(0, size) }),
      ...(delta.networks && { networks: networks.map(({ estimates: later, sharpened: last, ...network }) => network) }),
    },
  ];
  for (let start = size; start < estimates.length; start += size)
    pieces.push({ estimates: estimates.slice(start, start + size) });
  for (const { name, estimates: own = [] } of networks) {
    for (let start = 0; start < own.length; start += size)
      pieces.push({ networks: [{ name, estimates: own.slice(start, start + size) }] });
  }
  const better = networks.flatMap((network) =>
    network.sharpened ? [{ name: network.name, sharpened: network.sharpened }] : [],
  );
  if (sharpened || better.length > 0)
    pieces.push({ ...(sharpened && { sharpened }), ...(better.length > 0 && { networks: better }) });
  return pieces;
}
