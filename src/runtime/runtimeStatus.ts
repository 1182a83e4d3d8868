import { nativeRuntimeSupported } from './installRuntime';
import { findInstallation, nativeFolder } from './nativeInstallation';
import { verifyAddon } from './verifyAddon';

export interface RuntimeStatus {
  /** Where the native runtime is, or would be. */
  readonly folder: string;
  /** Whether it can be installed on this kind of machine. */
  readonly supported: boolean;
  readonly installed: boolean;
  readonly version?: string;
  readonly bytes?: number;
  /** Why an installed runtime does not run; absent where it does. */
  readonly problem?: string;
}

/** What there is of the native runtime, tried in a process of its own. */
export async function runtimeStatus(signal?: AbortSignal): Promise<RuntimeStatus> {
  const folder = nativeFolder();
  const installation = await findInstallation(folder);
  const supported = nativeRuntimeSupported();
  if (!installation) return { folder, supported, installed: false };
  const { version, bytes } = installation;
  try {
    await verifyAddon(installation.addon, signal);
    return { folder, supported, installed: true, version, bytes };
  } catch (error) {
    return {
      folder,
      supported,
      installed: true,
      version,
      bytes,
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}
