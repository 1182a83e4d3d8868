/** Imports never run in a circle, not even by types alone. */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Open the circle: move what both files need into a small file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
