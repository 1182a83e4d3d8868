import { sentence, type Sentence } from '../../base/sentence';

/** A format that is not read: the endings of its files, and what to do with them, by the name of the file. */
interface OtherFormat {
  readonly endings: RegExp;
  /** For a file that was named as a table. */
  readonly asTable: (path: string) => Sentence;
  /** For a file that was named as an array; absent where nothing is known beyond "array". */
  readonly asArray?: (path: string) => Sentence;
}

const formats: readonly OtherFormat[] = [
  {
    endings: /\.(npy|npz)(#.*)?$/i,
    asTable: (path) =>
      /\.npz$/i.test(path)
        ? sentence('"{0}" holds arrays, no table. In place of "path", write "inputs": "{0}#x" for its array x.', path)
        : sentence('"{0}" is an array, no table. In place of "path", write "inputs": "{0}".', path),
  },
  {
    endings: /\.mat$/i,
    asTable: (path) =>
      sentence(
        '"{0}" is a MATLAB file. In Python: numpy.save("x.npy", scipy.io.loadmat("{0}")["x"]). In place of "path", ' +
          'write "inputs": "x.npy".',
        path,
      ),
    asArray: (path) =>
      sentence('"{0}" is a MATLAB file. In Python: numpy.save("x.npy", scipy.io.loadmat("{0}")["x"]).', path),
  },
  {
    endings: /\.(pkl|pickle|p)$/i,
    asTable: (path) =>
      sentence(
        '"{0}" is a Python pickle, which is never read. In Python: pandas.read_pickle("{0}").to_csv("data.csv", ' +
          'index=False).',
        path,
      ),
    asArray: (path) =>
      sentence(
        '"{0}" is a Python pickle, which is never read. In Python: numpy.save("x.npy", pandas.read_pickle("{0}")).',
        path,
      ),
  },
  {
    endings: /\.(csv|tsv|txt)\.(gz|bz2|xz|zst|zip)$/i,
    asTable: (path) =>
      sentence(
        '"{0}" is packed: unpack it. In Python: pandas.read_csv("{0}", sep={1}).to_csv("data.csv", index=False).',
        path,
        separatorOf(path),
      ),
    asArray: (path) =>
      sentence(
        '"{0}" is a packed table. In Python: numpy.save("x.npy", pandas.read_csv("{0}", sep={1}).to_numpy()).',
        path,
        separatorOf(path),
      ),
  },
  {
    endings: /\.(gz|bz2|xz|zst|zip|tar|tgz|7z|rar)$/i,
    asTable: (path) => sentence('"{0}" is packed: unpack it, and name the file that it holds.', path),
    asArray: (path) => sentence('"{0}" is packed: unpack it, and name the file that it holds.', path),
  },
  {
    endings: /\.(feather|arrow|ipc)$/i,
    asTable: (path) =>
      sentence(
        '"{0}" is a Feather (Arrow) file. In Python: pandas.read_feather("{0}").to_parquet("data.parquet").',
        path,
      ),
    asArray: (path) =>
      sentence(
        '"{0}" is a Feather (Arrow) file. In Python: numpy.save("x.npy", pandas.read_feather("{0}").to_numpy()).',
        path,
      ),
  },
  {
    endings: /\.(h5|hdf5|hdf)$/i,
    asTable: (path) =>
      sentence(
        '"{0}" is an HDF5 file. In Python: numpy.save("x.npy", h5py.File("{0}")["x"][:]), and in place of "path" ' +
          'write "inputs": "x.npy"; a table of pandas: pandas.read_hdf("{0}").to_csv("data.csv", index=False).',
        path,
      ),
    asArray: (path) =>
      sentence('"{0}" is an HDF5 file. In Python: numpy.save("x.npy", h5py.File("{0}")["x"][:]).', path),
  },
  {
    endings: /\.(pt|pth)$/i,
    asTable: (path) =>
      sentence(
        '"{0}" is a file of torch.save. In Python: numpy.save("x.npy", torch.load("{0}").numpy()). In place of ' +
          '"path", write "inputs": "x.npy".',
        path,
      ),
    asArray: (path) =>
      sentence('"{0}" is not a .npy file. In Python: numpy.save("x.npy", torch.load("{0}").numpy()).', path),
  },
  {
    endings: /\.(xlsx?|ods)$/i,
    asTable: (path) =>
      sentence(
        '"{0}" is a spreadsheet: save it as CSV. In Python: pandas.read_excel("{0}").to_csv("data.csv", ' +
          'index=False). If it is a CSV under this name, rename it.',
        path,
      ),
    asArray: (path) =>
      sentence('"{0}" is a spreadsheet. In Python: numpy.save("x.npy", pandas.read_excel("{0}").to_numpy()).', path),
  },
  {
    endings: /\.json$/i,
    asTable: (path) =>
      sentence(
        '"{0}" must be JSON Lines (.jsonl), one object a line. In Python: ' +
          'pandas.read_json(path).to_json("data.jsonl", orient="records", lines=True).',
        path,
      ),
  },
  {
    endings: /\.arff$/i,
    asTable: (path) =>
      sentence(
        '"{0}" is an ARFF file: save it as CSV, a row a step, or take the .txt or .tsv file of the same series.',
        path,
      ),
  },
  {
    endings: /\.(rds|rda|rdata)$/i,
    asTable: (path) =>
      sentence('"{0}" is a file of R. In R: write.csv(readRDS("{0}"), "data.csv", row.names = FALSE).', path),
  },
  {
    // No ending at all.
    endings: /(^|[/\\])[^./\\#]+$|[/\\]$/,
    asTable: (path) =>
      sentence(
        '"{0}" has no ending. A folder of the recorder is opened by { "task": "activations", "recording": "{0}" }; ' +
          'of other folders, name a file in them (.csv, .tsv, .txt, .parquet, .jsonl).',
        path,
      ),
    asArray: (path) =>
      sentence('"{0}" has no ending, as a folder. Name a .npy file in it, or an array of an .npz: "data.npz#x".', path),
  },
];

const separatorOf = (path: string): string => (/\.tsv\.[^.]*$/i.test(path) ? '"\\t"' : '","');

/** What a file is, by its name, that is read as no table and no lines of JSON, and the line that makes one of it. */
export const otherTable = (path: string): Sentence =>
  formats.find(({ endings }) => endings.test(path))?.asTable(path) ??
  sentence(
    '"{0}" is neither a table (.csv, .tsv, .txt, .parquet) nor a .jsonl file. For .npy files, use "inputs" and ' +
      '"targets".',
    path,
  );

/** What a file is, by its name, that is no .npy, and the line that makes one of it. */
export const otherArray = (path: string): Sentence =>
  formats.find(({ endings }) => endings.test(path))?.asArray?.(path) ??
  sentence('"{0}" is not a .npy file. In Python: numpy.save("x.npy", array).', path);
