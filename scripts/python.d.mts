export function torchPython(): string | undefined;
export function kerasPython(): string | undefined;
export function installPythons(): Promise<void>;
