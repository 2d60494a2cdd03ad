/** The dependency rules of docs/architecture.md: arrows point inward. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain knows no AWS, no zod, no I/O and no clock.',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: {
        pathNot: [
          '^shared/domain/',
          'node_modules/(postcode|pure-rand|@stdlib)/',
          '^(node:)?(crypto|util)$',
        ],
      },
    },
    {
      name: 'use-cases-know-domain-and-ports',
      severity: 'error',
      from: { path: '^shared/use-cases/' },
      to: { path: '^(shared/(adapters|platform)/|functions/|infra/|tests/)|node_modules/@aws-' },
    },
    {
      name: 'contracts-know-the-domain-only',
      severity: 'error',
      from: { path: '^shared/contracts/' },
      to: {
        path: '^(shared/(adapters|platform|use-cases)/|functions/|infra/|tests/)|node_modules/@aws-',
      },
    },
    {
      name: 'adapters-do-not-know-functions',
      severity: 'error',
      from: { path: '^shared/(adapters|platform)/' },
      to: { path: '^(functions/|infra/|tests/)' },
    },
    {
      name: 'functions-do-not-import-each-other',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'only-wiring-builds-adapters',
      comment: 'handler.ts is the wiring of a function; everything else is handed its ports.',
      severity: 'error',
      from: { path: '^functions/', pathNot: '/handler\\.ts$' },
      to: { path: '^shared/adapters/' },
    },
    {
      name: 'functions-do-not-know-infra',
      severity: 'error',
      from: { path: '^(functions|shared)/' },
      to: { path: '^(infra|tests)/' },
    },
    {
      name: 'infra-shares-names-and-configuration-only',
      comment: 'What runs on a machine, and is not deployed, may build adapters.',
      severity: 'error',
      from: {
        path: '^infra/',
        pathNot: '^infra/(local/|demonstration/|rebuild/|rebuild-themes\\.ts$)',
      },
      to: { path: '^shared/', pathNot: '^shared/(platform/names|contracts/|domain/)' },
    },
    {
      name: 'product-does-not-know-tests',
      severity: 'error',
      from: { path: '^(infra|functions|shared)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'shipped-code-needs-shipped-dependencies',
      severity: 'error',
      from: { path: '^(functions|shared)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
