import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { buildKernels } from './scripts/build-kernels.mjs';

// The tests import the compiled kernels.
await buildKernels();

/** Files that take minutes, the longest first. */
const longest = [
  'accuracy/analysis',
  'recorder/trainings',
  'accuracy/sentences',
  'accuracy/studies',
  'accuracy/knownStates',
  'accuracy/networks',
  'accuracy/silence',
  'accuracy/unknown.',
  'accuracy/gaussian/partEstimates',
  'accuracy/examples',
  'accuracy/longRange',
  'accuracy/annealing/copyMemory',
  'unit/cli/sweepQueue',
];

/** The place in that list, and behind all of it what is not there. */
function place({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((name) => moduleId.includes(name));
  return at < 0 ? longest.length : at;
}

/** What takes longest begins first, so that no core waits for it in the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

const setupFiles = ['test/support/propertySeed.ts'];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          setupFiles,
        },
      },
      {
        test: {
          name: 'accuracy',
          include: ['test/accuracy/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          setupFiles,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 3_600_000,
          fileParallelism: false,
          setupFiles,
        },
      },
      {
        test: { name: 'recorder', include: ['test/recorder/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 600_000 },
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
