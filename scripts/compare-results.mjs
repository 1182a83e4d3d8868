// Compares the numbers of two result documents and ignores their texts: `node scripts/compare-results.mjs A.json B.json
// [TOLERANCE]` prints the differences above TOLERANCE (default 1e-9, absolute), and fails if there are any.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Fields that hold text, or that differ between any two runs. */
const words = new Set([
  'of',
  'warnings',
  'warningCodes',
  'reasonCodes',
  'reason',
  'name',
  'title',
  'findings',
  'advice',
  'stages',
  'version',
  'config',
]);

/**
 * All numbers of a document, each under a descriptive name: 'memory memory X→memory t=12 s=3 epoch=30 value'. The order
 * of estimates does not matter; the number of estimates with the same name does.
 * @param {any} result a parsed result document
 * @returns {Map<string, number>}
 */
export function numbersOf(result) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  /** @param {string} key @param {number} value */
  const put = (key, value) => {
    let free = key;
    for (let again = 2; numbers.has(free); again++) free = `${key} #${again}`;
    numbers.set(free, value);
  };
  /** @param {string} prefix @param {any} value */
  const walk = (prefix, value) => {
    if (typeof value === 'number') put(prefix, value);
    else if (Array.isArray(value)) value.forEach((item, index) => walk(`${prefix}[${index}]`, item));
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) if (!words.has(key)) walk(`${prefix} ${key}`, item);
  };
  /** @param {string} prefix @param {any} network */
  const ofNetwork = (prefix, network) => {
    for (const each of network.estimates ?? []) {
      const {
        quantity,
        source,
        target,
        time,
        lag,
        from,
        ahead,
        epoch,
        estimator,
        bound,
        beside,
        set,
        unit,
        ...figures
      } = each;
      const place = [
        time && `t=${time}`,
        lag !== undefined && `s=${lag}`,
        from && `from=${from}`,
        ahead && `ahead=${ahead}`,
      ];
      const kind = [estimator, bound, beside && `beside ${beside}`, set, unit];
      const key = [`${quantity} ${source}→${target}`, ...place, `epoch=${epoch}`, ...kind].filter(Boolean).join(' ');
      for (const figure of ['value', 'low', 'high', 'samples']) put(`${prefix}${key} ${figure}`, figures[figure]);
      put(`${prefix}${key} warnings`, figures.warnings?.length ?? 0);
    }
    const lists = ['training', 'fits', 'losses', 'attention', 'coding', 'exact', 'layers'];
    for (const list of lists) walk(`${prefix}${list}`, network[list] ?? []);
    for (const list of ['findings', 'advice', 'warnings'])
      put(`${prefix}number of ${list}`, network[list]?.length ?? 0);
  };
  ofNetwork('', result);
  walk('curves', result.curves);
  walk('data', result.data ?? {});
  for (const network of result.networks ?? []) ofNetwork(`${network.name}: `, network);
  return numbers;
}

/**
 * @param {ReadonlyMap<string, number>} before
 * @param {ReadonlyMap<string, number>} after
 * @param {number} tolerance absolute
 * @returns {string[]} the differences, one per line
 */
export function differences(before, after, tolerance) {
  const missing = [...before.keys()].filter((key) => !after.has(key)).map((key) => `gone: ${key}`);
  const added = [...after.keys()].filter((key) => !before.has(key)).map((key) => `new: ${key}`);
  const changed = [...before].flatMap(([key, value]) => {
    const now = after.get(key);
    // JSON writes infinite numbers as null.
    if (now === undefined || now === value || Math.abs(now - value) <= tolerance) return [];
    return [`${key}: ${value} is ${now}`];
  });
  return [...missing, ...added, ...changed];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [a, b, tolerance = '1e-9'] = process.argv.slice(2);
  const [before, after] = [a, b].map((path) => numbersOf(JSON.parse(readFileSync(path, 'utf8'))));
  const found = differences(before, after, Number(tolerance));
  for (const line of found) console.log(line);
  console.log(`${before.size} numbers, ${found.length} differences`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
