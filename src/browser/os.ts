/** In the place of node:os: a browser's machine has no name, so that no process of a recording is looked for on it. */
export const hostname = (): string => '';
