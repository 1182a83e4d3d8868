export function numbersOf(result: unknown): Map<string, number>;
export function differences(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  tolerance: number,
): string[];
