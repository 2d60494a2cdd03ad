import { splitRecord } from '../../../shared/episodes/reference-record.ts';
import { makeEpisodeId } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { receiveMessage } from '../../../shared/intake/receive-message.ts';
import { createNotificationSequences } from '../../../shared/intake/record-notification.ts';
import { viewEpisode } from '../../../shared/episodes/view-episode.ts';
import { type CoreStores, createMemoryStores } from '../../support/core-stores.ts';
import { DIRECTORY } from '../../support/directory.ts';
import {
  bodyOf,
  buildReported,
  buildReturned,
  buildUpdated,
  CHILD,
  NORFOLK_FORCE,
  RECEIVED_AT,
} from '../../support/messages.ts';

let stores: CoreStores;
beforeEach(() => {
  stores = createMemoryStores();
});

const AMINA = { ...CHILD, givenName: 'Amina', familyName: 'Yusuf', dateOfBirth: '2012-03-04' };
const TOMASZ = { ...CHILD, givenName: 'Tomasz', familyName: 'Nowak', dateOfBirth: '2013-07-19' };

const receive = async (event: object, messageId: string): Promise<void> => {
  await receiveMessage(
    {
      ...stores,
      directory: DIRECTORY,
      backOff: () => Promise.resolve(),
      runInSequence: createNotificationSequences(),
    },
    {
      messageId,
      body: bodyOf(event),
      receivedAt: RECEIVED_AT,
      firstReceivedAt: RECEIVED_AT,
      source: null,
    },
  );
};

const report = (reference: string, child: object): Promise<void> =>
  receive(
    buildReported({ id: `of-${reference}`, subject: reference, data: { child } }),
    `m-${reference}`,
  );

const read = async (reference: string) => {
  const { stored } = await stores.episodes.read(makeEpisodeId(NORFOLK_FORCE, reference));
  if (stored === null) throw new Error(`There is no episode ${reference}.`);
  return {
    childId: stored.childId,
    flags: viewEpisode(stored, new Map(), DIRECTORY, RECEIVED_AT).flags,
  };
};

describe('two children whom a force sends under one identifier', () => {
  it('stay two, and both are put before a person, also when both are taken in at the same moment', async () => {
    await Promise.all([
      report('NC-1', { ...AMINA, policePersonId: 'P-000417' }),
      report('NC-2', { ...TOMASZ, policePersonId: 'P-000417' }),
    ]);
    const [amina, tomasz] = [await read('NC-1'), await read('NC-2')];
    expect(amina.childId).not.toBe(tomasz.childId);
    expect(amina.flags).toContain('identity-contradiction');
    expect(tomasz.flags).toContain('identity-contradiction');
  });

  it('stay two, and both are put before a person', async () => {
    await report('NC-1', { ...AMINA, policePersonId: 'P-000417' });
    await report('NC-2', { ...TOMASZ, policePersonId: 'P-000417' });
    const [amina, tomasz] = [await read('NC-1'), await read('NC-2')];
    expect(amina.childId).not.toBe(tomasz.childId);
    expect(amina.flags).toContain('identity-contradiction');
    expect(tomasz.flags).toContain('identity-contradiction');
  });

  it('stay two when only the given name tells twins apart', async () => {
    await report('NC-1', { ...AMINA, policePersonId: 'P-000417' });
    await report('NC-2', { ...AMINA, givenName: 'Hodan', policePersonId: 'P-000417' });
    expect((await read('NC-1')).childId).not.toBe((await read('NC-2')).childId);
  });

  it('become two again when an update describes another child than it was taken for', async () => {
    await report('NC-1', { ...AMINA, policePersonId: 'P-000417' });
    await report('NC-2', { familyName: 'Example', policePersonId: 'P-000417' });
    const taken = await read('NC-2');
    expect(taken.childId).toBe((await read('NC-1')).childId);
    await receive(
      buildUpdated({ id: 'named', subject: 'NC-2', data: { child: TOMASZ } }),
      'm-named',
    );
    const [amina, tomasz] = [await read('NC-1'), await read('NC-2')];
    expect(amina.childId).toBe(taken.childId);
    expect(tomasz.childId).not.toBe(taken.childId);
    expect(amina.flags).toContain('identity-contradiction');
    expect(tomasz.flags).toContain('identity-contradiction');
  });

  it('are one when only the spelling differs', async () => {
    await report('NC-1', { ...AMINA, givenName: 'Muhammad', policePersonId: 'P-000417' });
    await report('NC-2', { ...AMINA, givenName: 'Mohammed', policePersonId: 'P-000417' });
    expect((await read('NC-1')).childId).toBe((await read('NC-2')).childId);
    expect((await read('NC-1')).flags).not.toContain('identity-contradiction');
  });
});

describe('two children who had one identifier, one after the other', () => {
  it('stay two: the id of the first is not made again from the identifier', async () => {
    await report('NC-1', { ...AMINA, authorityChildId: 'N-1' });
    const amina = await read('NC-1');
    const corrected = { data: { child: { ...AMINA, authorityChildId: 'N-2' } } };
    await receive(buildUpdated({ id: 'corrected', subject: 'NC-1', ...corrected }), 'm-corrected');
    expect((await read('NC-1')).childId).toBe(amina.childId);
    await report('NC-2', { ...TOMASZ, authorityChildId: 'N-1' });
    expect((await read('NC-2')).childId).not.toBe(amina.childId);
  });
});

describe('the id of a child that was told', () => {
  it('stays when police tell a surer identifier', async () => {
    const {
      authorityChildId: _,
      policePersonId: __,
      ...unknown
    } = { policePersonId: '', ...AMINA };
    await report('NC-1', unknown);
    const before = await read('NC-1');
    const event = buildReported({
      id: 'again',
      subject: 'NC-1',
      time: '2026-11-21T08:30:00Z',
      data: { child: { ...unknown, authorityChildId: 'N-77' } },
    });
    await receiveMessage(
      {
        ...stores,
        directory: DIRECTORY,
        backOff: () => Promise.resolve(),
        runInSequence: createNotificationSequences(),
      },
      {
        messageId: 'again',
        body: bodyOf(event),
        receivedAt: RECEIVED_AT,
        firstReceivedAt: RECEIVED_AT,
        source: null,
      },
    );
    expect((await read('NC-1')).childId).toBe(before.childId);
  });
});

describe('a reference that is used again for another child before the first came home', () => {
  it('has an id for each under one identifier, also when the return between them comes last', async () => {
    const policePersonId = 'P-000417';
    await report('NC-1', { ...AMINA, policePersonId });
    const amina = await read('NC-1');
    const again = buildReported({
      id: 'again',
      subject: 'NC-1',
      time: '2026-11-21T08:05:00Z',
      data: { reportedAt: '2026-11-21T08:00:00Z', child: { ...TOMASZ, policePersonId } },
    });
    await receive(again, 'm-again');
    const tomasz = await read('NC-1');
    expect(tomasz.childId).not.toBe(amina.childId);
    await receive(buildReturned({ subject: 'NC-1' }), 'm-returned');
    const record = await stores.episodes.readReference(makeEpisodeId(NORFOLK_FORCE, 'NC-1'));
    const children = splitRecord(record).map(({ stored }) => stored?.childId);
    expect(children).toEqual([amina.childId, tomasz.childId]);
  });

  it('has an id for each under one identifier, also when the first report comes last', async () => {
    const policePersonId = 'P-000417';
    const later = buildReported({
      id: 'later',
      subject: 'NC-1',
      time: '2026-11-21T08:05:00Z',
      data: { reportedAt: '2026-11-21T08:00:00Z', child: { ...TOMASZ, policePersonId } },
    });
    await receive(later, 'm-later');
    await receive(buildReturned({ subject: 'NC-1' }), 'm-returned');
    await report('NC-1', { ...AMINA, policePersonId });
    const record = await stores.episodes.readReference(makeEpisodeId(NORFOLK_FORCE, 'NC-1'));
    const states = splitRecord(record).map(({ stored }) => stored);
    expect(states.map((stored) => stored?.episode.child?.givenName)).toEqual(['Amina', 'Tomasz']);
    expect(new Set(states.map((stored) => stored?.childId)).size).toBe(2);
  });

  it('is about the second child only, who is not taken for the first anywhere', async () => {
    await report('NC-1', { ...AMINA, authorityChildId: 'N-1' });
    await report('NC-2', { ...AMINA, authorityChildId: 'N-1' });
    const before = await read('NC-1');
    const event = buildReported({
      id: 'again',
      subject: 'NC-1',
      time: '2026-11-20T23:41:00Z',
      data: { child: { ...TOMASZ, authorityChildId: 'N-2' } },
    });
    await receive(event, 'm-again');
    const [after, other] = [await read('NC-1'), await read('NC-2')];
    expect(other.childId).toBe(before.childId);
    expect(after.childId).not.toBe(before.childId);
    const { stored } = await stores.episodes.read(makeEpisodeId(NORFOLK_FORCE, 'NC-1'));
    expect(stored?.formerChildIds).toEqual([]);
  });
});
