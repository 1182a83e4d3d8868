/** How a person has arranged one config's page; the host keeps it over reloads and closed panels. */
export interface PageLayout {
  /** Ids of charts that come first. */
  readonly pinned: readonly string[];
  /** Ids of charts of which only the title and the sentence are shown. */
  readonly collapsed: readonly string[];
  /** Series that are not drawn, as `CHART/SERIES`. */
  readonly hiddenSeries: readonly string[];
  /** Layers that no chart draws. */
  readonly hiddenLayers: readonly string[];
  /** Ids of charts whose vertical axis is logarithmic. */
  readonly logarithmic: readonly string[];
  /** Charts scaled to their data, or to their limits; any other one is scaled to the data where the limits are far. */
  readonly scales: Readonly<Record<string, 'data' | 'limits'>>;
}

export const plainLayout: PageLayout = {
  pinned: [],
  collapsed: [],
  hiddenSeries: [],
  hiddenLayers: [],
  logarithmic: [],
  scales: {},
};

/** Names in one list of a layout that is read: no page has more charts or series. */
const longest = 1000;

/** The layout in data from outside; whatever does not fit is left out. */
export function readLayout(value: unknown): PageLayout {
  const scales = property(value, 'scales');
  return {
    pinned: names(property(value, 'pinned')),
    collapsed: names(property(value, 'collapsed')),
    hiddenSeries: names(property(value, 'hiddenSeries')),
    hiddenLayers: names(property(value, 'hiddenLayers')),
    logarithmic: names(property(value, 'logarithmic')),
    scales: Object.fromEntries(
      Object.entries(typeof scales === 'object' && scales !== null ? scales : {})
        .slice(0, longest)
        .flatMap(([id, scale]: [string, unknown]) => (scale === 'data' || scale === 'limits' ? [[id, scale]] : [])),
    ),
  };
}

/** The list with the name added where it was absent, and without it where it was there. */
export function toggled(list: readonly string[], name: string): readonly string[] {
  return list.includes(name) ? list.filter((other) => other !== name) : [...list, name];
}

function names(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((name: unknown): name is string => typeof name === 'string').slice(0, longest)
    : [];
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
