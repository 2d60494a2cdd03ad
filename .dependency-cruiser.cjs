const slowSuites = require('./tests/slow-suites.json');

/**
 * The business modules of shared/, in order: a module may import itself and those before it.
 * docs/architecture.md says what each is for.
 */
const MODULES = [
  'kernel',
  'database',
  'platform',
  'access',
  'directory',
  'intelligence',
  'police-contract',
  'alerts',
  'episodes',
  'casework',
  'escalation',
  'police-reports',
  'intake',
  'themes',
  'signals',
  'releases',
  'profiles',
  'messaging',
];

const moduleOrder = MODULES.slice(0, -1).map((name, position) => ({
  name: `${name}-imports-only-modules-before-it`,
  severity: 'error',
  from: { path: `^shared/${name}/` },
  to: { path: `^shared/(${MODULES.slice(position + 1).join('|')})/` },
}));

/** The dependency rules of docs/architecture.md. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...moduleOrder,
    {
      name: 'modules-do-not-know-functions',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|tests)/' },
    },
    {
      name: 'functions-do-not-import-each-other',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'functions-do-not-know-infra',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|tests)/' },
    },
    {
      name: 'bundles-hold-no-contract-documentation',
      comment: 'Examples and page text of the police contract are for docs/contract only.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^shared/police-contract/documentation/', reachable: true },
    },
    {
      name: 'product-does-not-know-tests',
      severity: 'error',
      from: { path: '^(infra|functions|shared)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'fast-suites-start-nothing',
      comment:
        'A suite that starts a process, a browser or a stack is listed in tests/slow-suites.json.',
      severity: 'error',
      from: { path: '[.]test[.]ts$', pathNot: slowSuites.map((path) => `^${path}`) },
      to: {
        path: [
          '^(node:)?(child_process|worker_threads)$',
          '^tests/support/(browser|dynamo-local|stack-process)[.]ts$',
          '^infra/local/(local-stack|emulators/start-emulators)[.]ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
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
