/**
 * {epoch} in a path; {epoch:03d} where its number is written with zeros in front, as Keras and Python write it; and
 * {epoch:8,09,10}, the numbers as they stand in the names, where these are written in more than one way.
 */
const epochPlace = /\{epoch(?::(?:0?(\d)d?|(\d+(?:,\d+)+)))?\}/g;

/** Whether a path stands for the files of several epochs. */
export const hasEpoch = (path: string): boolean => path.search(epochPlace) >= 0;

/** The path of one epoch's file. */
export const withEpoch = (path: string, epoch: number): string =>
  path.replace(epochPlace, (_, width: string | undefined, written: string | undefined) => {
    const own = written?.split(',').find((digits) => Number(digits) === epoch);
    return own ?? String(epoch).padStart(Number(width ?? 0), '0');
  });

/** The place of the number in paths whose numbers are written so: "8", "09" or "10". */
export function epochWritten(digits: readonly string[]): string {
  const padded = digits.find((one) => one.length > 1 && one.startsWith('0'));
  const width = padded?.length ?? 0;
  if (digits.some((one) => String(Number(one)).padStart(width, '0') !== one)) return `{epoch:${digits.join(',')}}`;
  return width === 0 ? '{epoch}' : `{epoch:0${width}d}`;
}
