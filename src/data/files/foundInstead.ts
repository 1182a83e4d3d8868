import { sentence, type Sentence } from '../../base/sentence';

/** First bytes that files are looked at for. */
export const lookedAt = 512;

/** Formats by their first bytes, and what to do with them. */
const magics: readonly (readonly [string, Sentence])[] = [
  ['\x93NUMPY', sentence('It is a .npy array: name it x.npy, and write "inputs": "x.npy".')],
  ['PAR1', sentence('It is a Parquet file: name it data.parquet.')],
  [
    'ARROW1',
    sentence('It is an Arrow (Feather) file. In Python: pandas.read_feather(path).to_parquet("data.parquet").'),
  ],
  ['\x89HDF', sentence('It is an HDF5 file. In Python: numpy.save("x.npy", h5py.File(path)["x"][:]).')],
  ['MATLAB', sentence('It is a MATLAB file. In Python: numpy.save("x.npy", scipy.io.loadmat(path)["x"]).')],
  ['\x1f\x8b', sentence('It is packed by gzip: unpack it with gunzip.')],
  ['BZh', sentence('It is packed by bzip2: unpack it with bunzip2.')],
  ['\xfd7zXZ', sentence('It is packed by xz: unpack it with unxz.')],
  ['\x28\xb5\x2f\xfd', sentence('It is packed by Zstandard: unpack it with unzstd.')],
  ['SQLite format 3', sentence('It is an SQLite database. In Python: pandas.read_sql(query, db).to_csv("data.csv").')],
  [
    '\xd0\xcf\x11\xe0',
    sentence(
      'It is a document of an old office program (.xls). In Python: pandas.read_excel(path).to_csv("data.csv", ' +
        'index=False).',
    ),
  ],
  ['%PDF', sentence('It is a PDF document: save its table as CSV.')],
];

const pickled = sentence('It is a Python pickle, which is never read. In Python: numpy.save("x.npy", array).');
const utf16 = sentence('It is UTF-16 text: save it as UTF-8.');

/** What a file is that is no plain UTF-8 text, by its first bytes, and what to do; undefined where it is not known. */
export function knownFormat(start: Buffer): Sentence | undefined {
  const text = start.toString('latin1');
  const plain = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (plain.startsWith('version https://git-lfs'))
    return sentence('It is a pointer of Git LFS, not the data: run "git lfs pull".');
  if (/^<(!doctype|html|\?xml)/i.test(plain)) return sentence('It is a web page: download the file itself.');
  if (text.startsWith('PK')) return archive(text);
  const known = magics.find(([magic]) => text.startsWith(magic));
  if (known) return known[1];
  if (start[0] === 0x80 && start[1] >= 2 && start[1] <= 5) return pickled;
  if (/^(\xff\xfe|\xfe\xff)/.test(text) || /^(?:[\t\n\r -~]\0){2}|^(?:\0[\t\n\r -~]){2}/.test(text)) return utf16;
  if (start.length >= 8 && start.every((byte) => byte === 0))
    return sentence('It holds zeros alone: its copy or download was interrupted.');
  return undefined;
}

/** What a file is that should have been something else. */
export function foundInstead(start: Buffer): Sentence {
  if (start.length === 0) return sentence('It is empty: copy or save it again.');
  const known = knownFormat(start);
  if (known) return known;
  return start.includes(0) ||
    start
      .toString('utf8')
      .replace(/\ufffd.{0,2}$/s, '')
      .includes('\ufffd')
    ? sentence(
        'Its first bytes are of no format that is known here: save it again by the library of its name (numpy.save, ' +
          'to_parquet, torch.save).',
      )
    : sentence('It is a text file. If it is a table, write "path": "data.csv".');
}

/** A zip, by the name of its first file. */
function archive(text: string): Sentence {
  const name = text.slice(30, 30 + text.charCodeAt(26) + 256 * text.charCodeAt(27));
  if (/\.npy$/.test(name))
    return sentence('It is an .npz archive of arrays: name it data.npz, and write "data.npz#x" for its array x.');
  if (/^(\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/)/.test(name))
    return sentence(
      'It is a spreadsheet or document of an office program: save it as CSV. In Python: ' +
        'pandas.read_excel(path).to_csv("data.csv", index=False).',
    );
  if (/data\.pkl$/.test(name))
    return sentence('It is a file of torch.save. In Python: numpy.save("x.npy", tensor.numpy()).');
  return sentence('It is a zip archive: unpack it.');
}
