import tseslint from 'typescript-eslint';

/**
 * The rooms, and which others each may import: arrows go one way. 'information/types' is that folder alone.
 * @type {Record<string, string[]>}
 */
const rooms = {
  base: [],
  browser: ['base'],
  config: ['base', 'information/types'],
  information: ['base'],
  data: ['base', 'config', 'information'],
  models: ['base', 'config', 'data'],
  runtime: ['base'],
  result: ['base', 'config', 'information/types'],
  page: ['base', 'config', 'result'],
  analysis: ['base', 'config', 'data', 'models', 'information', 'result'],
  agents: ['base', 'config', 'result'],
  engine: ['base', 'config', 'data', 'models', 'information', 'result', 'analysis', 'runtime', 'browser'],
  editor: ['base', 'config', 'result', 'page', 'analysis', 'engine', 'agents', 'browser', 'information/types'],
  cli: ['base', 'config', 'data', 'models', 'information', 'result', 'analysis', 'engine', 'runtime', 'agents'],
};
const names = Object.keys(rooms);

/**
 * A regular expression of import paths into rooms that `allowed` does not name.
 * @param {string} room
 * @param {string[]} allowed
 */
function forbiddenPaths(room, allowed) {
  const whole = allowed.filter((name) => !name.includes('/'));
  const parts = allowed.filter((name) => name.includes('/'));
  const others = names.filter((name) => name !== room && !whole.includes(name));
  const exceptions = parts.length ? `(?!(?:\\.\\./)+(?:${parts.join('|')})(?:/|$))` : '';
  return others.length ? `^${exceptions}(?:\\.\\./)+(?:${others.join('|')})(?:/|$)` : '^$never';
}

/** @type {import('typescript-eslint').ConfigWithExtends[]} */
const roomRules = names.map((room) => ({
  files: [`src/${room}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: forbiddenPaths(room, rooms[room]),
            message: `${room}/ may import only: ${rooms[room].join(', ') || 'nothing of the project'}.`,
          },
          ...(room === 'editor'
            ? []
            : [{ regex: '^vscode$', message: 'vscode is imported in editor/ and extension.ts alone.' }]),
          ...(['models', 'runtime'].includes(room)
            ? []
            : [{ regex: '^@tensorflow/', message: 'TensorFlow is known to models/ and runtime/ alone.' }]),
        ],
      },
    ],
  },
}));

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'src/generated/**',
      'node_modules/**',
      'coverage/**',
      '.vscode-test/**',
      'kernels/**',
      'test/host/out/**',
    ],
  },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './webview/tsconfig.json', './test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Figures in messages are the point of many of them.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Loops that end by a return inside.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
    },
  },
  // The scripts are type-checked as JavaScript with types in comments: what comes from JSON stays unchecked.
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ['**/*.mjs'] })),
  {
    files: ['scripts/**/*.mjs'],
    languageOptions: { parserOptions: { project: ['./scripts/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    rules: {
      eqeqeq: 'error',
      'no-constant-condition': 'error',
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-unreachable': 'error',
      'prefer-const': 'error',
    },
  },
  ...roomRules,
  {
    files: ['webview/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/src/(?!result/(?!migration/)|config/layers/|page/layout$|base/sentence$)',
              allowTypeImports: true,
              message:
                'The page imports only types and the code of result/ (without migration/), config/layers/, ' +
                'page/layout and base/sentence.',
            },
          ],
        },
      ],
    },
  },
  {
    // Declarations describe what is there.
    files: ['**/*.d.ts'],
    rules: { '@typescript-eslint/no-extraneous-class': 'off' },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
