import { sentence } from '../../base/sentence';
import type * as BullMQ from 'bullmq';
import type * as IORedis from 'ioredis';
import { InputError, UserError } from '../../base/userError';

interface QueueLibrary {
  readonly bullmq: typeof BullMQ;
  readonly redis: IORedis.Redis;
}

/**
 * BullMQ with a connection to the Redis at `url`; the caller closes the connection with `quit`.
 * @throws InputError if `url` is no valid address; UserError if the optional packages are missing or no Redis answers
 */
export async function connectQueue(url: string): Promise<QueueLibrary> {
  const address = redisAddress(url);
  const { bullmq, ioredis } = await loadLibraries();
  let connected = false;
  let problem: unknown;
  const redis = new ioredis.Redis(url, {
    ...passwordFrom(process.env),
    // BullMQ waits through a restart of Redis of any length; only the first connection must succeed at once.
    maxRetriesPerRequest: null,
    lazyConnect: true,
    connectTimeout: 5000,
    retryStrategy: (times) => (connected ? Math.min(200 * times, 2000) : null),
  });
  redis.on('error', (error: unknown) => {
    problem = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    connected = true;
  } catch (failure) {
    redis.disconnect();
    const cause = problem ?? failure;
    if (cause instanceof Error && /NOAUTH|WRONGPASS/.test(cause.message))
      throw new UserError(
        sentence('The Redis at {0} asks for a password: set it in the variable {1}.', address, passwordVariable),
      );
    throw new UserError(
      sentence(
        'No Redis answers at {0} ({1}): start one there, or correct --redis.',
        address,
        cause instanceof Error ? cause.message || cause.name : String(cause),
      ),
    );
  }
  return { bullmq, redis };
}

/** The variable of the password, so that it does not stand in the list of processes. */
export const passwordVariable = 'RNN_INFOFLOW_REDIS_PASSWORD';

function passwordFrom({ [passwordVariable]: password }: NodeJS.ProcessEnv): { password?: string } {
  return password === undefined || password === '' ? {} : { password };
}

/**
 * The address without its password, for messages.
 * @throws InputError if `url` is no valid address
 */
export function redisAddress(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !['redis:', 'rediss:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new InputError(
      sentence(
        '--redis {0} is not an address of a Redis server. Use the form redis://127.0.0.1:6379.',
        JSON.stringify(url),
      ),
    );
  }
  return `${parsed.protocol}//${parsed.host}${parsed.pathname === '/' ? '' : parsed.pathname}`;
}

async function loadLibraries(): Promise<{ bullmq: typeof BullMQ; ioredis: typeof IORedis }> {
  try {
    return { bullmq: await import('bullmq'), ioredis: await import('ioredis') };
  } catch {
    throw new UserError(
      sentence(
        'Sweeps over several machines need the optional packages bullmq and ioredis. Install them with "npm ' +
          'install bullmq ioredis", or remove --redis.',
      ),
    );
  }
}
