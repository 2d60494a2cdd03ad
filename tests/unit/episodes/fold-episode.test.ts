import { foldOnlyEpisode } from '../../support/ids.ts';
import { addMs, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { describe, expect, it } from 'vitest';
import { DIRECTORY } from '../../support/directory.ts';
import {
  at,
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
  buildUpdatedFact,
} from '../../support/facts.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';

const fold = (...facts: Fact[]) => foldOnlyEpisode(facts, DIRECTORY);

describe('the state of an episode', () => {
  it('is missing after a report, without a task', () => {
    expect(fold(buildReportedFact())).toMatchObject({ status: 'missing', task: null });
  });

  it('is found after a find, with a task that has no clock', () => {
    const { status, foundAt, returnedAt, task } = fold(buildReportedFact(), buildFoundFact());
    expect({ status, foundAt, returnedAt }).toEqual({
      status: 'found',
      foundAt: at('2026-11-11T06:00Z'),
      returnedAt: null,
    });
    expect(task).toMatchObject({ state: 'open', dueAt: null, dueVersion: 0 });
  });

  it('is returned after a return, with a task due 72 hours after the return, not the find', () => {
    const { status, task } = fold(buildReportedFact(), buildFoundFact(), buildReturnedFact());
    expect(status).toBe('returned');
    expect(task).toMatchObject({
      foundAt: at('2026-11-11T06:00Z'),
      returnedAt: at('2026-11-11T08:00Z'),
      dueAt: at('2026-11-14T08:00Z'),
      dueVersion: 1,
    });
  });

  it('is incomplete when returned before any report, and the clock already runs', () => {
    const { status, task, flags } = fold(buildReturnedFact());
    expect(status).toBe('incomplete');
    expect(task?.dueAt).toBe(at('2026-11-14T08:00Z'));
    expect(flags).toContain('authority-assumed');
  });

  it('is incomplete when found before any report, with a task without a clock', () => {
    expect(fold(buildFoundFact())).toMatchObject({ status: 'incomplete', task: { dueAt: null } });
  });

  it('is incomplete and without a task when only an update has come', () => {
    const episode = fold(buildUpdatedFact({ riskLevel: 'high' }));
    expect(episode).toMatchObject({ status: 'incomplete', task: null, riskLevel: 'high' });
  });
});

describe('a correction', () => {
  it('of the return moves the deadline and counts a version', () => {
    const corrected = buildReturnedFact(
      { returnedAt: at('2026-11-11T18:00Z') },
      { id: 'returned-2', time: '2026-11-11T19:00Z' },
    );
    expect(fold(buildReportedFact(), buildReturnedFact(), corrected).task).toMatchObject({
      dueAt: at('2026-11-14T18:00Z'),
      dueVersion: 2,
    });
  });

  it('that reports the same return again changes neither deadline nor version', () => {
    const again = buildReturnedFact({}, { id: 'returned-2', time: '2026-11-11T19:00Z' });
    expect(fold(buildReportedFact(), buildReturnedFact(), again).task).toMatchObject({
      dueAt: at('2026-11-14T08:00Z'),
      dueVersion: 1,
    });
  });

  it('with the later recorded time wins, though it arrived first', () => {
    const later = buildReportedFact({ riskLevel: 'high' }, { id: 'b', time: '2026-11-10T23:30Z' });
    const earlier = buildReportedFact({ riskLevel: 'low' }, { id: 'a', time: '2026-11-10T22:30Z' });
    expect(fold(later, earlier).riskLevel).toBe('high');
  });

  it('of equal time is decided by the id', () => {
    const time = '2026-11-10T22:30Z';
    const first = buildReportedFact({ riskLevel: 'high' }, { id: 'a', time });
    const second = buildReportedFact({ riskLevel: 'low' }, { id: 'b', time });
    expect(fold(second, first).riskLevel).toBe('low');
  });

  it('distinguishes microseconds', () => {
    const early = { ...buildReportedFact({ riskLevel: 'high' }, { id: 'z' }) };
    const late = { ...buildReportedFact({ riskLevel: 'low' }, { id: 'a' }) };
    const facts = [
      { ...late, time: '2026-11-10T22:30:00.000002000Z' },
      { ...early, time: '2026-11-10T22:30:00.000001000Z' },
    ];
    expect(foldOnlyEpisode(facts, DIRECTORY).riskLevel).toBe('low');
  });

  it('keeps what it leaves out, of the child too', () => {
    const update = buildUpdatedFact({ child: { homePostcode: 'NR7 0AA' } });
    expect(fold(buildReportedFact(), update).child).toEqual({
      givenName: 'Sam',
      familyName: 'Example',
      dateOfBirth: '2011-05-09',
      homePostcode: 'NR7 0AA',
    });
  });

  it('clears with null', () => {
    const reported = buildReportedFact({ lookedAfter: true });
    expect(fold(reported, buildUpdatedFact({ lookedAfter: null })).lookedAfter).toBeNull();
  });

  it('replaces a place whole, so that no place is made up of two', () => {
    const reported = buildReportedFact({
      lastSeen: { place: { description: 'A', postcode: 'NR1 1EF' } },
    });
    const update = buildUpdatedFact({ lastSeen: { place: { description: 'B' } } });
    expect(fold(reported, update).lastSeen).toEqual({ place: { description: 'B' } });
  });
});

describe('the history of the risk', () => {
  it('keeps every re-grading with its time', () => {
    const { riskLevel, riskHistory } = fold(
      buildReportedFact({ riskLevel: 'low' }),
      buildUpdatedFact({ riskLevel: 'high' }, { id: 'u1', time: '2026-11-10T23:00Z' }),
      buildUpdatedFact({ circumstances: 'text' }, { id: 'u2', time: '2026-11-10T23:30Z' }),
      buildUpdatedFact({ riskLevel: 'medium' }, { id: 'u3', time: '2026-11-11T01:00Z' }),
    );
    expect(riskLevel).toBe('medium');
    expect(riskHistory.map(({ receivedAt, ...grading }) => grading)).toEqual([
      { riskLevel: 'low', at: at('2026-11-10T22:05Z'), notificationId: 'reported-1' },
      { riskLevel: 'high', at: at('2026-11-10T23:00Z'), notificationId: 'u1' },
      { riskLevel: 'medium', at: at('2026-11-11T01:00Z'), notificationId: 'u3' },
    ]);
  });
});

describe('the state of an episode with 2,000 gradings', () => {
  it('stays far below the 400 KB of an item: it keeps the last ones', () => {
    const gradings = Array.from({ length: 2000 }, (_, index) =>
      buildUpdatedFact(
        { riskLevel: index % 2 === 0 ? 'high' : 'low' },
        { id: `u${index}`, time: addMs(at('2026-11-10T23:00Z'), index * MINUTE_MS) },
      ),
    );
    const episode = fold(buildReportedFact(), ...gradings);
    expect(JSON.stringify(episode).length).toBeLessThan(20_000);
    expect(episode.riskHistory.at(-1)?.notificationId).toBe('u1999');
  });
});

describe('the same level reported again', () => {
  it('is no re-grading', () => {
    const again = buildUpdatedFact({ riskLevel: 'medium' });
    expect(fold(buildReportedFact(), again).riskHistory).toHaveLength(1);
  });
});

describe('a cancellation', () => {
  it('withdraws the task with its reason', () => {
    const { status, task } = fold(buildReportedFact(), buildReturnedFact(), buildCancelledFact());
    expect(status).toBe('cancelled');
    expect(task).toMatchObject({
      state: 'withdrawn',
      withdrawn: { reason: 'reported-in-error', at: at('2026-11-11T09:00Z') },
    });
  });

  it('is undone by a later report, find or return', () => {
    const later = { id: 'later', time: '2026-11-11T10:00Z' };
    for (const fact of [
      buildReportedFact({}, later),
      buildFoundFact({}, later),
      buildReturnedFact({}, later),
    ]) {
      const episode = fold(buildReportedFact(), buildReturnedFact(), buildCancelledFact(), fact);
      expect(episode.status).toBe('returned');
      expect(episode.task).toMatchObject({ state: 'open', withdrawn: null, dueVersion: 1 });
    }
  });

  it('is not undone by a later update', () => {
    const update = buildUpdatedFact({ riskLevel: 'low' }, { time: '2026-11-11T10:00Z' });
    expect(
      fold(buildReportedFact(), buildReturnedFact(), buildCancelledFact(), update).status,
    ).toBe('cancelled');
  });

  it('is not undone by what was recorded before it and arrives after it', () => {
    expect(fold(buildCancelledFact(), buildReportedFact(), buildReturnedFact()).status).toBe(
      'cancelled',
    );
  });

  it('of an episode without a task leaves it without one', () => {
    expect(fold(buildReportedFact(), buildCancelledFact()).task).toBeNull();
  });
});

describe('a child who is reported again after a find and before any return', () => {
  const again = buildReportedFact(
    { reportedAt: at('2026-11-11T21:00Z') },
    { id: 'reported-2', time: '2026-11-11T21:05Z' },
  );

  it('is missing again, and the task to offer an interview stays', () => {
    const episode = fold(buildReportedFact(), buildFoundFact(), again);
    expect(episode.status).toBe('missing');
    expect(episode.flags).not.toContain('order-of-times');
    expect(episode.task?.state).toBe('open');
  });

  it('is found again by a later find', () => {
    const found = buildFoundFact(
      { foundAt: at('2026-11-12T06:00Z') },
      { id: 'found-2', time: '2026-11-12T06:10Z' },
    );
    expect(fold(buildReportedFact(), buildFoundFact(), again, found).status).toBe('found');
  });
});

describe('times that cannot be', () => {
  const flagged = (...facts: Fact[]): boolean => fold(...facts).flags.includes('order-of-times');

  it('are put before a person: found after the return, or before the report', () => {
    const after = buildFoundFact({ foundAt: at('2026-11-11T09:00Z') });
    expect(flagged(buildReportedFact(), after, buildReturnedFact())).toBe(true);
    expect(flagged(buildReportedFact(), buildFoundFact({ foundAt: at('2026-11-10T08:00Z') }))).toBe(
      true,
    );
    expect(flagged(buildReportedFact(), buildFoundFact(), buildReturnedFact())).toBe(false);
  });

  it('are not a sighting after the report, which comes in an update', () => {
    const sighting = buildUpdatedFact({ lastSeen: { at: at('2026-11-11T01:00Z') } });
    expect(flagged(buildReportedFact(), sighting)).toBe(false);
  });

  it('are put before a person: last seen after the report, born after it, back a year before it', () => {
    expect(flagged(buildReportedFact({ lastSeen: { at: at('2026-11-10T23:00Z') } }))).toBe(true);
    const born = { child: { givenName: 'Sam', familyName: 'Example', dateOfBirth: '2026-11-11' } };
    expect(flagged(buildReportedFact(born))).toBe(true);
    const mistyped = buildReturnedFact({ returnedAt: at('2025-11-11T08:00Z') });
    expect(flagged(buildReportedFact(), mistyped)).toBe(true);
  });
});

describe('a report of another child under the same reference', () => {
  const sam = {
    givenName: 'Sam',
    familyName: 'Example',
    dateOfBirth: '2011-05-09',
    nhsNumber: '9434765870',
    aliases: ['Sammy'],
  };
  const report = (child: object) =>
    buildReportedFact({ child }, { id: 'reported-2', time: '2026-11-10T23:00Z' });

  it('is put before a person, and nothing of the first child stands under the second', () => {
    const tomasz = { givenName: 'Tomasz', familyName: 'Nowak', dateOfBirth: '2013-07-19' };
    const { flags, child } = fold(buildReportedFact({ child: sam }), report(tomasz));
    expect(flags).toContain('reference-reused');
    expect(child).toEqual(tomasz);
  });

  it('is one when only the given name differs: twins share all else', () => {
    const twin = { ...sam, givenName: 'Kit', aliases: [] };
    const { flags } = fold(buildReportedFact({ child: sam }), report(twin));
    expect(flags).toContain('reference-reused');
  });

  it.each([
    ['a short form', { givenName: 'Samuel' }],
    ['an alias', { givenName: 'Sammy' }],
    ['another order of names', { givenName: 'Example', familyName: 'Sam' }],
    ['another family name', { familyName: 'Other' }],
    ['an estimated birth', { dateOfBirth: '2011-01-01', dateOfBirthEstimated: true }],
    ['a sex that is not known', { sex: 'not-known' }],
  ])('is none for %s', (_, stated) => {
    const { flags, child } = fold(buildReportedFact({ child: sam }), report({ ...sam, ...stated }));
    expect(flags).not.toContain('reference-reused');
    expect(child?.nhsNumber).toBe('9434765870');
  });
});

describe('free text', () => {
  it('is not in the state: it only says which notification has it', () => {
    const reported = buildReportedFact({ circumstances: 'kept with the message' });
    const update = buildUpdatedFact({ circumstances: 'kept with the message' }, { id: 'u1' });
    const episode = fold(reported, update);
    expect(episode.narratives.circumstances).toBe('u1');
    expect(JSON.stringify(episode)).not.toContain('kept with the message');
  });

  it('is gone when an update clears it', () => {
    const reported = buildReportedFact({ circumstances: 'kept with the message' });
    expect(
      fold(reported, buildUpdatedFact({ circumstances: null })).narratives.circumstances,
    ).toBeNull();
  });
});

describe('an adult', () => {
  it('is flagged from the eighteenth birthday on, not the day before', () => {
    const child = { givenName: 'Sam', familyName: 'Example' };
    const bornSoThat18 = (day: string) => ({ child: { ...child, dateOfBirth: day } });
    expect(fold(buildReportedFact(bornSoThat18('2008-11-10'))).flags).toContain('aged-18-or-over');
    expect(fold(buildReportedFact(bornSoThat18('2008-11-11'))).flags).not.toContain(
      'aged-18-or-over',
    );
  });

  it('is flagged by the London calendar: half past midnight of summer time is the next day', () => {
    const child = { givenName: 'Sam', familyName: 'Example', dateOfBirth: '2008-07-01' };
    const reportedAt = (instant: string) =>
      fold(buildReportedFact({ child, reportedAt: at(instant) })).flags;
    expect(reportedAt('2026-06-30T23:30Z')).toContain('aged-18-or-over');
    expect(reportedAt('2026-06-30T22:30Z')).not.toContain('aged-18-or-over');
  });

  it('is flagged who turns 18 between the report and the return', () => {
    const child = { givenName: 'Sam', familyName: 'Example', dateOfBirth: '2008-11-11' };
    expect(fold(buildReportedFact({ child }), buildReturnedFact()).flags).toContain(
      'aged-18-or-over',
    );
  });
});
