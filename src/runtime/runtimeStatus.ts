import { nativeRuntimeSupported } from './installRuntime';
import { findInstallation, nativeFolder } from './nativeInstallation';
import { verifyAddon } from './verifyAddon';

export interface RuntimeStatus {
  /** Folder of the native runtime, installed or not. */
  readonly folder: string;
  /** Whether it can be installed on this kind of machine. */
  readonly supported: boolean;
  readonly installed: boolean;
  readonly version?: string;
  readonly bytes?: number;
  /** The reason why an installed runtime does not run; absent if it does. */
  readonly problem?: string;
}

/** The state of the native runtime, tested in a process of its own. */
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
