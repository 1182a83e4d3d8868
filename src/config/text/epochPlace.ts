/** {epoch} in a path, and {epoch:03d} where its number is written with zeros in front, as Keras and Python write it. */
const epochPlace = /\{epoch(?::0?(\d)d?)?\}/g;

/** Whether a path stands for the files of several epochs. */
export const hasEpoch = (path: string): boolean => path.search(epochPlace) >= 0;

/** The path of one epoch's file. */
export const withEpoch = (path: string, epoch: number): string =>
  path.replace(epochPlace, (_, width?: string) => String(epoch).padStart(Number(width ?? 0), '0'));

/** What stands in a path for the numbers of epochs, written with zeros in front to a width of digits; 0: without. */
export const epochOfWidth = (width: number): string => (width === 0 ? '{epoch}' : `{epoch:0${width}d}`);
