import { defineConfig } from 'vitest/config';
import { buildKernels } from './scripts/build-kernels.mjs';

// The tests import the compiled kernels.
await buildKernels();

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 90_000 } },
      { test: { name: 'accuracy', include: ['test/accuracy/**/*.test.ts'], testTimeout: 300_000 } },
      {
        test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 3_600_000, fileParallelism: false },
      },
      {
        test: {
          name: 'recorder',
          include: ['test/recorder/**/*.test.ts'],
          testTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
