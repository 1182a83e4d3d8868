/** In the place of node:path: the functions that are used, for paths with slashes. */
export const sep = '/';

export const isAbsolute = (path: string): boolean => path.startsWith(sep);

/** Without '.', '..' and repeated slashes. */
export function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split(sep)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !isAbsolute(path)) parts.push(part);
  }
  return isAbsolute(path) ? sep + parts.join(sep) : parts.join(sep) || '.';
}

export const join = (...parts: string[]): string => normalize(parts.filter((part) => part !== '').join(sep));

/** The last absolute path and all that follow it, from the root on. */
export const resolve = (...parts: string[]): string =>
  normalize(sep + parts.slice(Math.max(0, parts.findLastIndex(isAbsolute))).join(sep));

/** Two slashes at the start have a meaning of their own (POSIX 2018, 4.13), and stay. */
export function dirname(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  const at = trimmed.lastIndexOf(sep);
  if (at === 1 && trimmed.startsWith('//')) return '//';
  return at > 0 ? trimmed.slice(0, at) : isAbsolute(path) ? sep : '.';
}

export function basename(path: string, suffix = ''): string {
  const name = path.replace(/\/+$/, '').split(sep).at(-1) ?? '';
  return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

/** The name's end from its last dot on, which is not its first character. */
export const extname = (path: string): string => /[^.](\.[^.]*)$/.exec(basename(path))?.[1] ?? '';

export function relative(from: string, to: string): string {
  const [start, end] = [from, to].map((path) =>
    resolve(path)
      .split(sep)
      .filter((part) => part !== ''),
  );
  const firstOther = start.findIndex((part, i) => part !== end[i]);
  const shared = firstOther < 0 ? start.length : firstOther;
  return [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join(sep);
}

export default { sep, isAbsolute, normalize, join, resolve, dirname, basename, extname, relative };
