import { describe, expect, it } from 'vitest';
import { addMs, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import type { Episode } from '../../../shared/episodes/episode.ts';
import { splitRecord } from '../../../shared/episodes/reference-record.ts';
import {
  SITUATIONS,
  type SituationName,
} from '../../../shared/police-contract/documentation/situations.ts';
import { createCounty } from '../../support/county.ts';
import { at } from '../../support/facts.ts';
import { makeEpisodeId } from '../../support/ids.ts';
import {
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  buildUpdated,
  CHILD,
  NORFOLK_FORCE,
  type PoliceEvent,
} from '../../support/messages.ts';

const REFERENCE = 'NC-2026-004512';
/** When all of these days are over. */
const RECEIVED_AT = at('2026-11-24T09:00Z');
const OTHER = 'NC-2026-004599';

/** The same children's days, later. */
const later = (event: PoliceEvent, id: string, time: string, data: object = {}): PoliceEvent => ({
  ...event,
  id,
  time,
  data: { ...event.data, ...data },
});

const home = [buildReported(), buildReturned()];
const cancelled = [...home, buildCancelled()];
const duplicate = later(buildCancelled(), 'duplicate', '2026-11-21T07:30:00Z', {
  reason: 'duplicate',
  duplicateOf: OTHER,
});
const underOther = home.map((event, index) => ({
  ...event,
  id: `other-${index}`,
  subject: OTHER,
}));

interface Scene {
  readonly events: readonly PoliceEvent[];
  /** What the page says follows, of the episodes of the reference, oldest first. */
  readonly check: (episodes: readonly Episode[]) => void;
}

const expectLast =
  (expected: object, count = 1) =>
  (episodes: readonly Episode[]): void => {
    expect(episodes).toHaveLength(count);
    expect(episodes.at(-1)).toMatchObject(expected);
  };

const OPEN = { task: { state: 'open' } };

const SCENES: Readonly<Record<SituationName, Scene>> = {
  'A child is reported missing': {
    events: [buildReported()],
    check: expectLast({ status: 'missing', task: null }),
  },
  'More becomes known, or the risk changes': {
    events: [buildReported(), buildUpdated()],
    check: expectLast({ riskLevel: 'high', child: { givenName: 'Sam' } }),
  },
  'The child is found': {
    events: [buildReported(), buildFound()],
    check: expectLast({ task: { state: 'open', dueAt: null } }),
  },
  'The child is home, or wherever they are to stay': {
    events: [
      buildReported(),
      later(buildReturned(), 'in-custody', '2026-11-21T06:40:00Z', {
        returnedTo: { kind: 'custody' },
      }),
    ],
    check: expectLast({ task: { state: 'open', dueAt: at('2026-11-24T06:25Z') } }),
  },
  'A time or another member was wrong': {
    events: [
      ...home,
      later(buildReturned(), 'corrected', '2026-11-21T09:00:00Z', {
        returnedAt: '2026-11-21T05:00:00Z',
      }),
    ],
    check: expectLast({ task: { dueAt: at('2026-11-24T05:00Z') } }),
  },
  'The child is away again after a return': {
    events: [
      ...home,
      later(buildReported(), 'again', '2026-11-23T20:05:00Z', {
        reportedAt: '2026-11-23T20:00:00Z',
      }),
    ],
    check: (episodes) => {
      expect(episodes.map(({ status }) => status)).toEqual(['returned', 'missing']);
    },
  },
  'The child was found and is away again before coming home': {
    events: [
      buildReported(),
      buildFound(),
      later(buildReported(), 'again', '2026-11-21T09:05:00Z', {
        reportedAt: '2026-11-21T09:00:00Z',
      }),
    ],
    check: expectLast({ status: 'missing' }),
  },
  'The report was a mistake': {
    events: cancelled,
    check: expectLast({ task: { state: 'withdrawn' } }),
  },
  'It was not a mistake after all': {
    events: [...cancelled, later(buildReturned(), 'after-all', '2026-11-21T08:00:00Z')],
    check: expectLast(OPEN),
  },
  'The same child has two references': {
    events: [...underOther, ...home, duplicate],
    check: expectLast({ task: { state: 'withdrawn' } }),
  },
  'The other reference is not known to us, or is cancelled too': {
    events: [...home, duplicate],
    check: expectLast({
      ...OPEN,
      flags: expect.arrayContaining(['duplicate-unresolved']) as unknown,
    }),
  },
  'The child is found dead': {
    events: [
      ...underOther,
      buildReported(),
      later(buildFound(), 'dead', '2026-11-21T07:00:00Z', { condition: 'deceased' }),
    ],
    check: expectLast({ task: { state: 'withdrawn' } }),
  },
  'A reference was used for another child': {
    events: [
      ...home,
      later(buildReported(), 'other-child', '2026-11-23T20:05:00Z', {
        reportedAt: '2026-11-23T20:00:00Z',
        child: { givenName: 'Tomasz', familyName: 'Nowak', dateOfBirth: '2013-07-19' },
      }),
    ],
    check: (episodes) => {
      expect(episodes.at(-1)?.child).toEqual({
        givenName: 'Tomasz',
        familyName: 'Nowak',
        dateOfBirth: '2013-07-19',
      });
    },
  },
  'Nobody knows the birth date, or one of the names': {
    events: [
      buildReported({
        data: { child: { nameAsGiven: 'Sam', ageEstimate: 15, sex: CHILD.sex } },
      }),
    ],
    check: expectLast({
      status: 'missing',
      flags: expect.arrayContaining(['identity-incomplete']) as unknown,
    }),
  },
  'You are not sure that a message arrived': {
    events: [...home, buildReturned()],
    check: expectLast(OPEN),
  },
};

const play = async ({ events }: Scene) => {
  const county = createCounty();
  for (const [minute, event] of events.entries())
    await county.receive(event, addMs(RECEIVED_AT, minute * MINUTE_MS));
  const firstId = makeEpisodeId(NORFOLK_FORCE, REFERENCE);
  const record = await county.stores.episodes.readReference(firstId);
  const episodes = splitRecord(record).flatMap(({ stored }) => stored?.episode ?? []);
  const pending = await county.stores.replies.listPending(at('2026-12-01T00:00Z'), 100);
  const reply = pending.at(-1)?.reply;
  const warnings = reply?.kind === 'accepted' ? reply.warnings.map(({ code }) => code) : [];
  return { episodes, replies: pending.length, warnings };
};

describe('what the contract page says to send', () => {
  it.each(Object.entries(SCENES))('when: %s', async (name, scene) => {
    const { episodes, replies, warnings } = await play(scene);
    scene.check(episodes);
    expect(replies).toBe(scene.events.length);
    expect([...new Set(warnings)]).toEqual([...SITUATIONS[name as SituationName].warnings]);
  });
});
