import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence } from '../base/sentence';
import { InputError, UserError } from '../base/userError';

/** The folder of `--out`, tried before the work, so that no result is lost for a wrong name. */
export class OutputFolder {
  private constructor(private readonly folder: string) {}

  /** @throws InputError where nothing can be written there */
  static async at(folder: string): Promise<OutputFolder> {
    const trial = join(folder, `.trial-${process.pid}`);
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(trial, '');
      await rm(trial);
    } catch (failure) {
      throw new InputError(
        sentence('Nothing can be written to the folder {0} ({1}). Name another one in --out.', folder, codeOf(failure)),
      );
    }
    return new OutputFolder(folder);
  }

  /** @throws UserError naming the file that could not be written */
  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.folder, name);
      await writeFile(path, text).catch((failure: unknown) => {
        throw new UserError(
          sentence(
            '{0} could not be written ({1}). Make room, or name another folder in --out.',
            path,
            codeOf(failure),
          ),
        );
      });
    }
  }
}

/** The system's code of a failure, such as ENOSPC. */
const codeOf = (failure: unknown): string =>
  failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure);
