import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type BrowserMachine, chooseBrowser } from '../../support/browser/choose-browser.ts';
import { makeFolderOnce } from '../../support/browser/make-folder-once.ts';

const CHROMIUM = '/usr/bin/chromium';
const CHROME = '/usr/bin/google-chrome';

const choose = (files: readonly string[], other: Partial<BrowserMachine> = {}) =>
  chooseBrowser({
    platform: 'linux',
    architecture: 'x64',
    environment: {},
    exists: (path) => files.includes(path),
    ...other,
  });

describe('The browser of the tests of pages', () => {
  it('is the one of CHROMIUM_PATH before any other', () => {
    const environment = { CHROMIUM_PATH: '/opt/mine' };
    expect(choose([CHROME, '/opt/mine'], { environment })).toEqual({ installed: '/opt/mine' });
  });

  it('is refused where CHROMIUM_PATH names nothing, even if another is installed', () => {
    const environment = { CHROMIUM_PATH: '/opt/mine' };
    expect(choose([CHROME], { environment })).toEqual({
      missing: 'CHROMIUM_PATH is /opt/mine, and there is no such file',
    });
  });

  it('is an installed one before the one from npm', () => {
    expect(choose([CHROMIUM])).toEqual({ installed: CHROMIUM });
    expect(choose([CHROMIUM, CHROME], { environment: { CHROMIUM_PATH: '' } })).toEqual({
      installed: CHROME,
    });
  });

  const EDGE = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  const MAC = '/Users/sam/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  it.each([
    ['win32', EDGE, { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }],
    ['darwin', MAC, { HOME: '/Users/sam' }],
  ] as const)('is looked for in the usual places of %s', (platform, path, environment) => {
    expect(choose([path], { platform, environment })).toEqual({ installed: path });
  });

  it('is the one from npm on Linux x64 without any', () => {
    expect(choose([])).toBe('from-npm');
  });

  it.each([
    ['linux', 'apt-get install chromium'],
    ['darwin', 'brew install --cask google-chrome'],
    ['win32', 'winget install Google.Chrome'],
  ] as const)('is asked for in one line on %s, where npm has none', (platform, command) => {
    expect(choose(['/usr/bin/apt-get'], { platform, architecture: 'arm64' })).toEqual({
      missing: `Chrome, Edge or Chromium is not installed, and the tests of pages need one. To install it: ${command}. For one in another place: set CHROMIUM_PATH to its executable`,
    });
  });
});

const createFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-once-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
};

describe('What is unpacked once', () => {
  it('is whole when it is there, though two unpack at the same time', async () => {
    const parent = createFolder();
    const both = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()] as const;
    const unpack = (name: string, done: Promise<undefined>) =>
      makeFolderOnce(join(parent, 'it'), async (draft) => {
        writeFileSync(join(draft, 'whose'), name);
        await done;
      });
    const running = both.map(({ promise }, n) => unpack(`of ${n}`, promise));
    expect(existsSync(join(parent, 'it'))).toBe(false);
    for (const [n, { resolve }] of both.entries()) {
      resolve(undefined);
      await running[n];
    }
    expect(readdirSync(parent)).toEqual(['it']);
    expect(readdirSync(join(parent, 'it'))).toEqual(['whose']);
  });

  it('is not unpacked again', async () => {
    const folder = join(createFolder(), 'it');
    let times = 0;
    const fill = () => Promise.resolve(void (times += 1));
    await makeFolderOnce(folder, fill);
    await makeFolderOnce(folder, fill);
    expect(times).toBe(1);
  });

  it('leaves nothing behind when it fails, and can be tried again', async () => {
    const parent = createFolder();
    const fail = () => Promise.reject(new Error('No space left'));
    await expect(makeFolderOnce(join(parent, 'it'), fail)).rejects.toThrow('No space left');
    expect(readdirSync(parent)).toEqual([]);
    await makeFolderOnce(join(parent, 'it'), () => Promise.resolve());
    expect(readdirSync(parent)).toEqual(['it']);
  });
});
