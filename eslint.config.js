import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const restrictedImports = [
  {
    selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
    message: "Write `import * as z from 'zod'`: the named import doubles the bundle.",
  },
];

const wallClock = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Time is an argument: nothing in functions/ and shared/ reads the wall clock.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time is an argument: nothing in functions/ and shared/ reads the wall clock.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Random values are an argument: only shared/kernel/system-random.ts makes them.',
  },
];

export default tseslint.config(
  { ignores: ['cdk.out', '.build', '.local', 'node_modules', 'coverage'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            'eslint.config.js',
            '.dependency-cruiser.cjs',
            'infra/local/*.mjs',
            'infra/local/emulators/*.mjs',
          ],
        },
      },
    },
    rules: {
      'no-restricted-syntax': ['error', ...restrictedImports, ...wallClock],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
    },
  },
  {
    files: ['tests/**', 'infra/**'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', 400] },
  },
  {
    files: ['shared/kernel/system-random.ts', 'infra/local/**', 'tests/**'],
    rules: { 'no-restricted-syntax': ['error', ...restrictedImports] },
  },
  {
    // Hono deprecates its Lambda adapter in favour of a package that is not published yet.
    files: ['functions/web/http/handle-api-event.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', name: 'handle', package: 'hono' }] },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable' } },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
