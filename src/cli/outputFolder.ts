import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { sentence } from '../base/sentence';
import { InputError, UserError } from '../base/userError';
import { endings, type OutputFiles } from './outputFiles';

/** The place of `--out`, a folder or one file, tried before the work, so that no result is lost for a wrong name. */
export class OutputFolder {
  private constructor(
    private readonly folder: string,
    /** The one file to write, and which file of the folder it is; absent: all. */
    private readonly only?: { readonly path: string; readonly name: string },
  ) {}

  /**
   * @param path a folder, or a file whose ending says what it holds (`endings`)
   * @throws InputError where nothing can be written there
   */
  static async at(path: string): Promise<OutputFolder> {
    const name = endings[extname(path).toLowerCase()];
    const only = name === undefined || (await isFolder(path)) ? undefined : { path, name };
    const folder = only ? dirname(path) : path;
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
    return new OutputFolder(folder, only);
  }

  /** @throws UserError naming the file that could not be written */
  async write(files: OutputFiles): Promise<void> {
    const { only } = this;
    const written = only
      ? [[only.path, files[only.name]] as const]
      : Object.entries(files).map(([name, content]) => [join(this.folder, name), content] as const);
    for (const [path, content] of written) {
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, content);
      } catch (failure) {
        throw new UserError(
          sentence(
            '{0} could not be written ({1}). Make room, or name another folder in --out.',
            path,
            codeOf(failure),
          ),
        );
      }
    }
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** The system's code of a failure, such as ENOSPC. */
const codeOf = (failure: unknown): string =>
  failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure);
