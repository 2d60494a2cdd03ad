import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findJava, readJavaMajorVersion } from '../../../infra/local/setup/find-java.ts';
import { chooseJavaPackage } from '../../../infra/local/setup/install-java.ts';
import { ensureJava, explainMissingJava, requireJava } from '../../../infra/local/setup/java.ts';
import { describeThisMachine, type Machine } from '../../../infra/local/setup/machine.ts';

type Program = (...parameters: string[]) => string | { readonly error: string };

/** A machine that has these programs and no others; what it was told to run is noted. */
const createMachine = (programs: Record<string, Program>, other: Partial<Machine> = {}) => {
  const ran: string[] = [];
  const machine: Machine = {
    platform: 'linux',
    isRoot: true,
    environment: {},
    run: (command, ...parameters) => {
      ran.push([command, ...parameters].join(' '));
      const result = programs[command]?.(...parameters);
      if (result === undefined) return null;
      return typeof result === 'string'
        ? { succeeded: true, printed: result }
        : { succeeded: false, printed: result.error };
    },
    ...other,
  };
  return { machine, ran };
};

const printVersion =
  (version: string): Program =>
  () =>
    `openjdk version "${version}" 2025-04-15`;

const ONLY_17 = 'openjdk-17-jre-headless - OpenJDK Java runtime (headless)\n';

interface AptMachine {
  readonly lists?: string;
  readonly listsAfterUpdate?: string;
  readonly install?: (name: string) => { readonly error: string } | null;
  readonly update?: { readonly error: string };
  readonly javaBefore?: string;
}

/** Debian, where apt installs what `lists` names. */
const createDebian = (debian: AptMachine, other: Partial<Machine> = {}) => {
  let lists = debian.lists ?? ONLY_17;
  let java = debian.javaBefore ?? null;
  const runApt = (what: string, name: string) => {
    if (what === 'update') {
      lists = debian.listsAfterUpdate ?? lists;
      return debian.update ?? '';
    }
    const failure = debian.install?.(name) ?? null;
    if (failure !== null) return failure;
    java = /openjdk-(\d+)/.exec(name)?.[1] ?? java;
    return '';
  };
  const programs: Record<string, Program> = {
    'apt-get': () => 'apt 2.6.1',
    'apt-cache': () => lists,
    env: (...parameters) =>
      runApt(parameters.includes('update') ? 'update' : 'install', parameters.at(-1) ?? ''),
    java: () => (java === null ? { error: 'not found' } : `openjdk version "${java}"`),
  };
  return createMachine(programs, other);
};

const ensure = (machine: Machine) => {
  const said: string[] = [];
  const state = ensureJava(machine, (line) => said.push(line));
  return { state, said };
};

describe('The version of a Java', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_392"', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['The operation could not be completed.', null],
  ])('that prints %s is %s', (printed, major) => {
    expect(readJavaMajorVersion(printed)).toBe(major);
  });
});

describe('The Java that is used', () => {
  it('is that of JAVA_HOME before that of the path', () => {
    const { machine } = createMachine(
      { '/opt/jdk/bin/java': printVersion('21.0.1'), java: printVersion('17.0.15') },
      { environment: { JAVA_HOME: '/opt/jdk' } },
    );
    expect(findJava(machine)).toBe('/opt/jdk/bin/java');
  });

  it('is that of the path where that of JAVA_HOME is too old', () => {
    const { machine } = createMachine(
      { '/opt/jdk/bin/java': printVersion('1.8.0_392'), java: printVersion('17.0.15') },
      { environment: { JAVA_HOME: '/opt/jdk' } },
    );
    expect(findJava(machine)).toBe('java');
  });

  it('is that of Homebrew on a Mac, which puts it on no path', () => {
    const { machine } = createMachine(
      {
        java: () => ({ error: 'Unable to locate a Java Runtime.' }),
        '/opt/homebrew/opt/openjdk/bin/java': printVersion('25'),
      },
      { platform: 'darwin', isRoot: false },
    );
    expect(findJava(machine)).toBe('/opt/homebrew/opt/openjdk/bin/java');
  });
});

describe('Where Java is recent enough', () => {
  it('nothing is installed and nothing is said', () => {
    const { machine, ran } = createDebian({ javaBefore: '17.0.15' });
    expect(ensure(machine)).toEqual({ state: 'present', said: [] });
    expect(ran).toEqual(['java -version']);
  });
});

describe('As root on a machine with apt', () => {
  it.each([
    ['missing', {}],
    ['too old', { javaBefore: '11.0.2' }],
  ])('a Java that is %s is installed, and one line says so', (_, debian) => {
    const { machine } = createDebian(debian);
    const said = ['Installing Java (openjdk-17-jre-headless), about a minute …'];
    expect(ensure(machine)).toEqual({ state: 'installed', said });
  });

  it('apt asks nothing and brings nothing that was only recommended', () => {
    const { machine, ran } = createDebian({});
    ensure(machine);
    const installed = ran.filter((line) => line.includes(' install '));
    expect(installed).toHaveLength(1);
    expect(installed[0]).toMatch(/^env DEBIAN_FRONTEND=noninteractive apt-get /);
    expect(installed[0]).toMatch(/ --yes --no-install-recommends openjdk-17-jre-headless$/);
  });

  it('a fresh container gets its lists first', () => {
    const { machine, ran } = createDebian({ lists: '', listsAfterUpdate: ONLY_17 });
    expect(ensure(machine).state).toBe('installed');
    const steps = ran.filter((line) => line.startsWith('env'));
    expect(steps.map((line) => / (update|install)/.exec(line)?.[1])).toEqual(['update', 'install']);
    // Without it apt takes lists that it could not fetch for empty ones, and succeeds.
    expect(steps[0]).toMatch(/ --option=APT::Update::Error-Mode=any$/);
  });

  it('lists that name what is gone are renewed', () => {
    let attempts = 0;
    const install = () => ((attempts += 1) === 1 ? { error: 'E: 404  Not Found' } : null);
    expect(ensure(createDebian({ install }).machine).state).toBe('installed');
    expect(attempts).toBe(2);
  });

  it('a release without Java 17 gets the next that it has', () => {
    const lists = 'openjdk-25-jre-headless - x\nopenjdk-21-jre-headless - x\n';
    expect(ensure(createDebian({ lists }).machine).said).toEqual([
      'Installing Java (openjdk-21-jre-headless), about a minute …',
    ]);
    expect(chooseJavaPackage('openjdk-8-jre-headless - x\nopenjdk-11-jre-headless - x\n')).toBe(
      null,
    );
  });

  it('a failure says what happened, and what a person must do', () => {
    const install = () => ({ error: 'Reading…\nE: Unable to locate package\nE: again' });
    expect(ensure(createDebian({ install }).machine)).toEqual({
      state: { missing: 'apt-get install openjdk-17-jre-headless' },
      said: [
        'Installing Java (openjdk-17-jre-headless), about a minute …',
        'Java could not be installed. apt-get says: E: Unable to locate package',
      ],
    });
  });

  it('a failure to get the lists is the reason that is said', () => {
    const error = { error: 'E: Temporary failure resolving deb.debian.org' };
    const { said } = ensure(
      createDebian({ lists: '', update: error, install: () => ({ error: 'E: no package' }) })
        .machine,
    );
    expect(said.at(-1)).toBe(
      'Java could not be installed. apt-get says: E: Temporary failure resolving deb.debian.org',
    );
  });
});

describe('On any other machine', () => {
  it.each([
    ['Debian, not as root', ['apt-get'], {}, 'sudo apt-get install openjdk-17-jre-headless'],
    ['Fedora', ['dnf'], {}, 'sudo dnf install java-latest-openjdk-headless'],
    ['Alpine, as root', ['apk'], { isRoot: true }, 'apk add openjdk17-jre-headless'],
    ['another Linux', [], {}, 'get Java 17 or later from https://adoptium.net'],
    ['a Mac', [], { platform: 'darwin' }, 'brew install openjdk'],
    [
      'Windows',
      [],
      { platform: 'win32' },
      'winget install EclipseAdoptium.Temurin.21.JRE, then open a new terminal',
    ],
  ] as const)('%s: nothing is installed, and the command is named', (_, names, other, missing) => {
    const programs = Object.fromEntries(names.map((name) => [name, () => '']));
    const { machine, ran } = createMachine(programs, { isRoot: false, ...other });
    expect(ensure(machine)).toEqual({ state: { missing }, said: [] });
    expect(ran.filter((line) => /\b(install|add)\b/.test(line))).toEqual([]);
  });

  it('one line says what was found, what is needed and how to install it', () => {
    const without = createMachine({}, { platform: 'darwin' }).machine;
    expect(explainMissingJava(without)).toBe(
      'Java is not installed, and DynamoDB Local needs Java 17 or later. To install it: brew install openjdk',
    );
    const old = createMachine({ java: printVersion('11.0.2') }, { platform: 'darwin' }).machine;
    expect(explainMissingJava(old)).toMatch(/^Java 11 is installed, and DynamoDB Local needs/);
    expect(() => requireJava(old)).toThrow(explainMissingJava(old));
  });
});

/** A path that holds these programs, as scripts, and no others. */
const createPath = (scripts: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-path-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  symlinkSync('/usr/bin/env', join(folder, 'env'));
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\ncd ${folder}\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
};

/** This machine with programs of that path only. */
const describeMachineWith = (path: string): Machine => {
  const real = describeThisMachine({ PATH: path });
  const run: Machine['run'] = (command, ...parameters) =>
    command.includes('/') ? null : real.run(command, ...parameters);
  return { ...real, platform: 'linux', run };
};

describe('With real programs', () => {
  const PRINTS_21 = `echo 'openjdk version "21.0.1"' >&2`;

  it('a program that is not there is told from one that fails', () => {
    const machine = describeMachineWith(createPath({ fails: 'echo why >&2; exit 3' }));
    expect(machine.run('no-such-program')).toBe(null);
    expect(machine.run('fails')).toEqual({ succeeded: false, printed: 'why\n' });
  });

  it('the version is read where Java prints it, among the errors', () => {
    expect(findJava(describeMachineWith(createPath({ java: PRINTS_21 })))).toBe('java');
  });

  it('root gets a Java from apt-get, and another user the command', () => {
    const scripts = {
      'apt-cache': `echo 'openjdk-21-jre-headless - OpenJDK'`,
      'apt-get': `case "$DEBIAN_FRONTEND $*" in "noninteractive "*install*) PATH=/usr/bin:/bin mv new java;; esac`,
      new: PRINTS_21,
    };
    const root = { ...describeMachineWith(createPath(scripts)), isRoot: true };
    expect(ensure(root).state).toBe('installed');
    const another = { ...describeMachineWith(createPath(scripts)), isRoot: false };
    expect(ensure(another).state).toEqual({
      missing: 'sudo apt-get install openjdk-21-jre-headless',
    });
  });
});
