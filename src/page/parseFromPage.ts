import type { ConfigEdit } from '../config/edits';
import type { PageLayout } from './layout';
import type { FromPage, SavedFile, SavedKind } from './protocol';
import type { StatesBlock } from './statesMessages';

type Fields<Type extends FromPage['type']> = Omit<Extract<FromPage, { type: Type }>, 'type'>;
type Guard<T> = (value: unknown) => value is T;
type Guards<T> = { readonly [Key in keyof Required<T>]: Guard<T[Key]> };

const isText = (value: unknown): value is string => typeof value === 'string';
const isKey = (value: unknown): value is string | number => isText(value) || Number.isSafeInteger(value);
const isPath = (value: unknown): value is (string | number)[] => Array.isArray(value) && value.every(isKey);
const isEncoding = (value: unknown): value is 'utf8' | 'base64' => value === 'utf8' || value === 'base64';
/** A value of JSON: what a config can have. */
const isValue = (value: unknown): value is unknown => typeof value !== 'function';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isEdit = (value: unknown): value is ConfigEdit =>
  isObject(value) && isPath(value.path) && (value.insert === undefined || typeof value.insert === 'boolean');
const isEdits = (value: unknown): value is readonly ConfigEdit[] => Array.isArray(value) && value.every(isEdit);

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isLayout = (value: unknown): value is PageLayout =>
  isObject(value) &&
  ['pinned', 'collapsed', 'hiddenSeries', 'hiddenLayers', 'logarithmic'].every((key) => isTexts(value[key])) &&
  isObject(value.scales) &&
  Object.values(value.scales).every((scale) => scale === 'data' || scale === 'limits');

/** Names in the folder that the person chose, and nowhere else. */
const isFileName = (value: unknown): value is string =>
  isText(value) && /^[^/\\:]+$/.test(value) && !/^\.+$/.test(value);
const isFile = (value: unknown): value is SavedFile =>
  isObject(value) &&
  isFileName(value.name) &&
  isText(value.content) &&
  (value.folder === undefined || isFileName(value.folder));
const isFiles = (value: unknown): value is readonly SavedFile[] => Array.isArray(value) && value.every(isFile);
const isSavedKind = (value: unknown): value is SavedKind => value === 'pictures' || value === 'curves';

const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isBlock = (value: unknown): value is StatesBlock =>
  isObject(value) && isPlace(value.array) && isPlace(value.from) && isPlace(value.to);

const optional =
  <T>(guard: Guard<T>): Guard<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || guard(value);
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

/** The fields of each message; the compiler names a message that is missing here. */
const messages: { readonly [Type in FromPage['type']]: Guards<Fields<Type>> } = {
  ready: { revision: optional(isNumber) },
  analyze: {},
  cancel: {},
  revealLayer: { layer: isText },
  setInConfig: { path: isPath, value: isValue, insert: optional(isFlag) },
  changeConfig: { edits: isEdits },
  saveFile: { name: isText, content: isText, encoding: isEncoding },
  saveFiles: { of: isSavedKind, files: isFiles },
  exportResult: {},
  copyText: { text: isText },
  openPanel: {},
  openHelp: { chart: isText },
  showRuns: {},
  compareNot: { id: isText },
  keepLayout: { layout: isLayout },
  openDropped: { uris: isText },
  askStates: { key: isText, block: optional(isBlock) },
  reportError: { message: isText, stack: optional(isText) },
};

/**
 * A message of the page, if it has the form of one. A page is drawn from data of others: what it sends is checked
 * before the editor acts on it.
 */
export function isFromPage(message: unknown): message is FromPage {
  if (!isObject(message)) return false;
  const found = Object.entries(messages).find(([type]) => type === message.type);
  return found !== undefined && Object.entries(found[1]).every(([key, guard]) => guard(message[key]));
}
