import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareTemplates } from '../../../infra/commands/compare-templates.ts';
import { readMessageTemplates } from '../../../infra/message-templates.ts';
import {
  API_KEY,
  type NotifyServer,
  type NotifyTemplate,
  SECRET,
  startNotifyServer,
  TEMPLATE_IDS,
} from './notify-server.ts';
import type { TemplateName } from '../../../shared/messaging/message-templates.ts';

const WANTED = readMessageTemplates();

/** Notify's templates as they should be, but for what is changed; null: without that one. */
const templatesAtNotify = (
  changes: Partial<Record<TemplateName, Partial<NotifyTemplate> | null>> = {},
): readonly NotifyTemplate[] =>
  Object.entries(WANTED).flatMap(([template, { email, text }]) => {
    const names = { email: `${template}.email`, text: `${template}.text` } as {
      email: TemplateName;
      text: TemplateName;
    };
    const both = [
      { name: names.email, type: 'email', ...email },
      { name: names.text, type: 'sms', subject: null, ...text },
    ] as const;
    return both.flatMap((one) => {
      const change = changes[one.name];
      return change === null ? [] : [{ id: TEMPLATE_IDS[one.name], ...one, ...change }];
    });
  });

describe('templates in Notify are compared with those of the repository', () => {
  const compare = (
    atNotify: readonly NotifyTemplate[],
    settings: Readonly<Record<string, string>> = TEMPLATE_IDS,
  ) => compareTemplates({ wanted: WANTED, atNotify, settings });

  it('no differences are reported when all templates are there', () => {
    expect(compare(templatesAtNotify())).toEqual({ differences: [], templateIds: TEMPLATE_IDS });
  });

  it.each<[string, Partial<NotifyTemplate> | null, string]>([
    ['is not there', null, 'missing'],
    ['has another subject', { subject: 'Hello' }, 'subject'],
    ['has another body', { body: 'Hello ((reference))' }, 'body'],
    ['is a letter', { type: 'letter' }, 'type'],
    ['has another id than the settings say', { id: TEMPLATE_IDS['digest.text'] }, 'settings'],
  ])('a template that %s', (_, change, what) => {
    const { differences } = compare(templatesAtNotify({ 'breach.email': change }));
    expect(differences).toEqual([{ name: 'breach.email', what }]);
  });

  it('a template that is there twice has no id', () => {
    const [first] = templatesAtNotify();
    const twice = { ...first, name: 'breach.email' } as NotifyTemplate;
    const { differences, templateIds } = compare([...templatesAtNotify(), twice]);
    expect(differences).toEqual([{ name: 'breach.email', what: 'twice' }]);
    expect(templateIds).not.toHaveProperty(['breach.email']);
  });

  it('line ends and blanks before them do not matter', () => {
    const body = `${WANTED.breach.email.body.replaceAll('\n', '  \r\n')}\r\n`;
    expect(compare(templatesAtNotify({ 'breach.email': { body } })).differences).toEqual([]);
  });
});

describe('npm run check-templates', () => {
  let notify: NotifyServer;
  let folder: string;

  beforeEach(async () => {
    notify = await startNotifyServer();
    folder = mkdtempSync(join(tmpdir(), 'homeward-check-'));
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await notify.stop();
  });

  const run = (args: readonly string[], variables: Record<string, string> = {}) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = {
        PATH: process.env['PATH'] ?? '',
        NOTIFY_API_URL: notify.url,
        NOTIFY_API_KEY: API_KEY,
        ...variables,
      };
      const child = execFile(
        process.execPath,
        ['infra/commands/check-templates.ts', ...args],
        { env },
        (_, stdout, stderr) => {
          resolve({ code: child.exitCode ?? -1, stdout, stderr });
        },
      );
    });

  it('reports the differences, prints the ids for the settings, and exits with code 1', async () => {
    notify.templates.push(...templatesAtNotify({ 'breach.text': null }));
    const { code, stdout } = await run(['--stage', 'local']);
    expect(code).toBe(1);
    expect(stdout).toContain('breach.text is missing in Notify');
    expect(stdout).toContain(`"breach.email": "${TEMPLATE_IDS['breach.email']}"`);
  });

  it('prints the same as JSON, also with a key from a file', async () => {
    notify.templates.push(...templatesAtNotify());
    const file = join(folder, 'key');
    writeFileSync(file, `${API_KEY}\n`);
    const args = ['--stage', 'local', '--json', '--api-key-from', file];
    const { stdout } = await run(args, { NOTIFY_API_KEY: '' });
    expect(JSON.parse(stdout)).toHaveProperty('templateIds', TEMPLATE_IDS);
  });

  it('prints its usage', async () => {
    const { code, stdout } = await run(['--help']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('--stage NAME') as string]);
  });

  it.each([
    ['without a stage', [], {}],
    ['for a stage that there is not', ['--stage', 'nowhere'], {}],
    ['with a key that is none', ['--stage', 'local'], { NOTIFY_API_KEY: 'secret-of-ours' }],
    ['with a key as an argument', ['--stage', 'local', API_KEY], {}],
  ])('%s it ends with code 2 and never shows a key', async (_, args, variables) => {
    const { code, stderr } = await run(args, variables);
    expect(code).toBe(2);
    expect(stderr).toContain('See --help.');
    expect(stderr).not.toMatch(new RegExp(`${SECRET}|secret-of-ours`));
  });

  it('exits with code 1 and one line when Notify rejects the key', async () => {
    const other = API_KEY.replaceAll('1', '9');
    const { code, stderr } = await run(['--stage', 'local'], { NOTIFY_API_KEY: other });
    expect(code).toBe(1);
    expect(stderr).toBe('GOV.UK Notify responded 403 (AuthError).\n');
  });
});
