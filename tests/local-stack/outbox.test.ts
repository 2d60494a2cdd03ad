import { existsSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockDataFolder } from '../../infra/local/data-folder.ts';
import { temporaryFolder } from './support/assembly.ts';
import { openOutbox } from '../../infra/local/startup-context.ts';

const modeOf = (folder: string): number => statSync(folder).mode & 0o777;

describe('the outbox of messages to staff', () => {
  it('is a folder for its owner only, which goes with the stack when nothing is kept', async () => {
    const cleanup = new AsyncDisposableStack();
    const outbox = openOutbox(null, cleanup);
    expect([isAbsolute(outbox), modeOf(outbox)]).toEqual([true, 0o700]);
    writeFileSync(join(outbox, 'message.json'), '{}');
    await cleanup.disposeAsync();
    expect(existsSync(outbox)).toBe(false);
  });

  it('stays with the data, messages and all', async () => {
    const data = lockDataFolder(join(temporaryFolder(), 'data'));
    const cleanup = new AsyncDisposableStack();
    const outbox = openOutbox(data, cleanup);
    expect([outbox, modeOf(outbox)]).toEqual([join(data.folder, 'outbox'), 0o700]);
    writeFileSync(join(outbox, 'message.json'), '{}');
    await cleanup.disposeAsync();
    expect(existsSync(join(openOutbox(data, cleanup), 'message.json'))).toBe(true);
    data.release();
  });
});
