import { posix, win32 } from 'node:path';

/** What a choice depends on. `exists` says whether there is a file. */
export interface BrowserMachine {
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

/** An installed browser, the Chromium of the npm package, or why there is none and what to do. */
export type BrowserChoice =
  | { readonly installed: string }
  | { readonly missing: string }
  | 'from-npm';

/** Not the Chromium of snap: it cannot read the temporary folder in which a test keeps its profile. */
const LINUX = [
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/usr/bin/chromium',
  '/usr/bin/microsoft-edge',
  '/opt/microsoft/msedge/msedge',
];

const listMacPaths = ({ environment }: BrowserMachine): readonly string[] =>
  ['/', environment['HOME'] ?? '/'].flatMap((home) =>
    ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) =>
      posix.join(home, 'Applications', `${name}.app`, 'Contents', 'MacOS', name),
    ),
  );

const listWindowsPaths = ({ environment }: BrowserMachine): readonly string[] =>
  ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((name) => environment[name] ?? '')
    .filter((folder) => folder !== '')
    .flatMap((folder) => [
      win32.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      win32.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]);

const listUsualPaths = (machine: BrowserMachine): readonly string[] => {
  if (machine.platform === 'darwin') return listMacPaths(machine);
  if (machine.platform === 'win32') return listWindowsPaths(machine);
  return LINUX;
};

const nameCommand = ({ platform, exists }: BrowserMachine): string => {
  if (platform === 'darwin') return 'brew install --cask google-chrome';
  if (platform === 'win32') return 'winget install Google.Chrome';
  if (exists('/usr/bin/apt-get')) return 'apt-get install chromium';
  return 'install the package of Chromium';
};

const explainMissing = (machine: BrowserMachine): string =>
  `Chrome, Edge or Chromium is not installed, and the tests of pages need one. To install it: ${nameCommand(machine)}. For one in another place: set CHROMIUM_PATH to its executable`;

/** CHROMIUM_PATH comes first, then an installed browser. A wrong CHROMIUM_PATH is refused, not passed over. */
export const chooseBrowser = (machine: BrowserMachine): BrowserChoice => {
  const requested = machine.environment['CHROMIUM_PATH'] ?? '';
  if (requested !== '')
    return machine.exists(requested)
      ? { installed: requested }
      : { missing: `CHROMIUM_PATH is ${requested}, and there is no such file` };
  const installed = listUsualPaths(machine).find((path) => machine.exists(path));
  if (installed !== undefined) return { installed };
  const { platform, architecture } = machine;
  if (platform === 'linux' && architecture === 'x64') return 'from-npm';
  return { missing: explainMissing(machine) };
};
