import { OLDEST_JAVA } from './find-java.ts';
import type { Machine } from './machine.ts';

const DEFAULT_PACKAGE = `openjdk-${OLDEST_JAVA}-jre-headless`;

export const hasApt = (machine: Machine): boolean => machine.run('apt-get', '--version') !== null;

/** Each release of Debian and Ubuntu has other versions: the oldest that will do is the one they have had longest. */
export const chooseJavaPackage = (listed: string): string | null => {
  const versions = [...listed.matchAll(/^openjdk-(\d+)-jre-headless\b/gm)].map(([, n]) =>
    Number(n),
  );
  const enough = versions.filter((version) => version >= OLDEST_JAVA);
  return enough.length === 0 ? null : `openjdk-${Math.min(...enough)}-jre-headless`;
};

/** The package of the machine's own lists, which are empty on a fresh container. */
export const findJavaPackage = (machine: Machine): string | null => {
  const search = ['search', '--names-only', '^openjdk-[0-9]+-jre-headless$'];
  return chooseJavaPackage(machine.run('apt-cache', ...search)?.printed ?? '');
};

/** Another apt may be at work: it is waited for. */
const runApt = (machine: Machine, ...parameters: readonly string[]) =>
  machine.run(
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    ...['--quiet=2', '--option=DPkg::Lock::Timeout=120', '--option=Acquire::Retries=3'],
    ...parameters,
  );

/** Without it, apt succeeds with no lists at all, and the package that it then lacks looks like the cause. */
const FAIL_WITHOUT_LISTS = '--option=APT::Update::Error-Mode=any';

const install = (machine: Machine, name: string) =>
  runApt(machine, 'install', '--yes', '--no-install-recommends', name);

/** The first error of apt is the cause of the others. */
const readReason = (printed = ''): string => {
  const lines = printed.trim().split('\n');
  return lines.find((line) => line.startsWith('E:')) ?? lines.at(-1) ?? '';
};

/** As root. Whether Java was installed; a line says that it is being installed, and one why it was not. */
export const installJava = (machine: Machine, say: (line: string) => void): boolean => {
  const known = findJavaPackage(machine);
  say(`Installing Java (${known ?? DEFAULT_PACKAGE}), about a minute …`);
  if (known !== null && install(machine, known)?.succeeded === true) return true;
  // No lists yet, or lists so old that what they name is gone.
  const update = runApt(machine, 'update', FAIL_WITHOUT_LISTS);
  const result = install(machine, findJavaPackage(machine) ?? DEFAULT_PACKAGE);
  if (result?.succeeded === true) return true;
  const failed = update?.succeeded === true ? result : update;
  say(`Java could not be installed. apt-get says: ${readReason(failed?.printed)}`);
  return false;
};

const COMMANDS = [
  ['apt-get', `apt-get install ${DEFAULT_PACKAGE}`],
  ['dnf', 'dnf install java-latest-openjdk-headless'],
  ['apk', `apk add openjdk${OLDEST_JAVA}-jre-headless`],
] as const;

const nameLinuxCommand = (machine: Machine): string => {
  const found = COMMANDS.find(([manager]) => machine.run(manager, '--version') !== null);
  if (found === undefined) return `get Java ${OLDEST_JAVA} or later from https://adoptium.net`;
  const [manager, command] = found;
  const known = manager === 'apt-get' ? findJavaPackage(machine) : null;
  const exact = known === null ? command : `apt-get install ${known}`;
  return machine.isRoot ? exact : `sudo ${exact}`;
};

/** The command with which a person installs Java on this kind of machine. */
export const nameJavaCommand = (machine: Machine): string => {
  if (machine.platform === 'darwin') return 'brew install openjdk';
  if (machine.platform === 'win32')
    return 'winget install EclipseAdoptium.Temurin.21.JRE, then open a new terminal';
  return nameLinuxCommand(machine);
};
