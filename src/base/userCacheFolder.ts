import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * This project's folder in the user's cache, for data that can be recomputed: shared by every checkout and window.
 * `XDG_CACHE_HOME` is respected on every system.
 */
export function userCacheFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return join(systemCacheFolder(environment, platform), 'rnn-information-flow');
}

function systemCacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const xdg = environment.XDG_CACHE_HOME;
  if (xdg) return xdg;
  if (platform === 'win32') return environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return join(homedir(), '.cache');
}
