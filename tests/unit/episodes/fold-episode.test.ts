import { describe, expect, it } from 'vitest';
import { DIRECTORY } from '../../support/directory.ts';
import {
  at,
  cancelledFact,
  foundFact,
  reportedFact,
  returnedFact,
  updatedFact,
} from '../../support/facts.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';
import { foldEpisode } from '../../../shared/episodes/rules/fold-episode.ts';

const fold = (...facts: Fact[]) => foldEpisode(facts, DIRECTORY);

describe('the state of an episode', () => {
  it('is missing after a report, without a task', () => {
    expect(fold(reportedFact())).toMatchObject({ status: 'missing', task: null });
  });

  it('is found after a find, with a task that has no clock', () => {
    const { status, foundAt, returnedAt, task } = fold(reportedFact(), foundFact());
    expect({ status, foundAt, returnedAt }).toEqual({
      status: 'found',
      foundAt: at('2026-11-11T06:00Z'),
      returnedAt: null,
    });
    expect(task).toMatchObject({ state: 'open', dueAt: null, dueVersion: 0 });
  });

  it('is returned after a return, with a task due 72 hours after the return, not the find', () => {
    const { status, task } = fold(reportedFact(), foundFact(), returnedFact());
    expect(status).toBe('returned');
    expect(task).toMatchObject({
      foundAt: at('2026-11-11T06:00Z'),
      returnedAt: at('2026-11-11T08:00Z'),
      dueAt: at('2026-11-14T08:00Z'),
      dueVersion: 1,
    });
  });

  it('is incomplete when returned before any report, and the clock already runs', () => {
    const { status, task, flags } = fold(returnedFact());
    expect(status).toBe('incomplete');
    expect(task?.dueAt).toBe(at('2026-11-14T08:00Z'));
    expect(flags).toContain('authority-assumed');
  });

  it('is incomplete when found before any report, with a task without a clock', () => {
    expect(fold(foundFact())).toMatchObject({ status: 'incomplete', task: { dueAt: null } });
  });

  it('is incomplete and without a task when only an update has come', () => {
    const episode = fold(updatedFact({ riskLevel: 'high' }));
    expect(episode).toMatchObject({ status: 'incomplete', task: null, riskLevel: 'high' });
  });
});

describe('a correction', () => {
  it('of the return moves the deadline and counts a version', () => {
    const corrected = returnedFact(
      { returnedAt: at('2026-11-11T18:00Z') },
      { id: 'returned-2', time: '2026-11-11T19:00Z' },
    );
    expect(fold(reportedFact(), returnedFact(), corrected).task).toMatchObject({
      dueAt: at('2026-11-14T18:00Z'),
      dueVersion: 2,
    });
  });

  it('that tells the same return again changes neither deadline nor version', () => {
    const again = returnedFact({}, { id: 'returned-2', time: '2026-11-11T19:00Z' });
    expect(fold(reportedFact(), returnedFact(), again).task).toMatchObject({
      dueAt: at('2026-11-14T08:00Z'),
      dueVersion: 1,
    });
  });

  it('with the later recorded time wins, though it arrived first', () => {
    const later = reportedFact({ riskLevel: 'high' }, { id: 'b', time: '2026-11-10T23:30Z' });
    const earlier = reportedFact({ riskLevel: 'low' }, { id: 'a', time: '2026-11-10T22:30Z' });
    expect(fold(later, earlier).riskLevel).toBe('high');
  });

  it('of equal time is decided by the id', () => {
    const time = '2026-11-10T22:30Z';
    const first = reportedFact({ riskLevel: 'high' }, { id: 'a', time });
    const second = reportedFact({ riskLevel: 'low' }, { id: 'b', time });
    expect(fold(second, first).riskLevel).toBe('low');
  });

  it('tells a microsecond apart', () => {
    const early = { ...reportedFact({ riskLevel: 'high' }, { id: 'z' }) };
    const late = { ...reportedFact({ riskLevel: 'low' }, { id: 'a' }) };
    const facts = [
      { ...late, time: '2026-11-10T22:30:00.000002000Z' },
      { ...early, time: '2026-11-10T22:30:00.000001000Z' },
    ];
    expect(foldEpisode(facts, DIRECTORY).riskLevel).toBe('low');
  });

  it('keeps what it leaves out, of the child too', () => {
    const update = updatedFact({ child: { homePostcode: 'NR7 0AA' } });
    expect(fold(reportedFact(), update).child).toEqual({
      givenName: 'Sam',
      familyName: 'Example',
      dateOfBirth: '2011-05-09',
      homePostcode: 'NR7 0AA',
    });
  });

  it('clears with null', () => {
    const told = reportedFact({ lookedAfter: true });
    expect(fold(told, updatedFact({ lookedAfter: null })).lookedAfter).toBeNull();
  });

  it('replaces a place whole, so that no place is made up of two', () => {
    const told = reportedFact({ lastSeen: { place: { description: 'A', postcode: 'NR1 1EF' } } });
    const update = updatedFact({ lastSeen: { place: { description: 'B' } } });
    expect(fold(told, update).lastSeen).toEqual({ place: { description: 'B' } });
  });
});

describe('the history of the risk', () => {
  it('keeps every re-grading with its time', () => {
    const { riskLevel, riskHistory } = fold(
      reportedFact({ riskLevel: 'low' }),
      updatedFact({ riskLevel: 'high' }, { id: 'u1', time: '2026-11-10T23:00Z' }),
      updatedFact({ circumstances: 'text' }, { id: 'u2', time: '2026-11-10T23:30Z' }),
      updatedFact({ riskLevel: 'medium' }, { id: 'u3', time: '2026-11-11T01:00Z' }),
    );
    expect(riskLevel).toBe('medium');
    expect(riskHistory).toEqual([
      { riskLevel: 'low', at: at('2026-11-10T22:05Z'), notificationId: 'reported-1' },
      { riskLevel: 'high', at: at('2026-11-10T23:00Z'), notificationId: 'u1' },
      { riskLevel: 'medium', at: at('2026-11-11T01:00Z'), notificationId: 'u3' },
    ]);
  });
});

describe('the same level told again', () => {
  it('is no re-grading', () => {
    const again = updatedFact({ riskLevel: 'medium' });
    expect(fold(reportedFact(), again).riskHistory).toHaveLength(1);
  });
});

describe('a cancellation', () => {
  it('withdraws the task with its reason', () => {
    const { status, task } = fold(reportedFact(), returnedFact(), cancelledFact());
    expect(status).toBe('cancelled');
    expect(task).toMatchObject({
      state: 'withdrawn',
      withdrawn: { reason: 'reported-in-error', at: at('2026-11-11T09:00Z') },
    });
  });

  it('is undone by a later report, find or return', () => {
    const later = { id: 'later', time: '2026-11-11T10:00Z' };
    for (const fact of [reportedFact({}, later), foundFact({}, later), returnedFact({}, later)]) {
      const episode = fold(reportedFact(), returnedFact(), cancelledFact(), fact);
      expect(episode.status).toBe('returned');
      expect(episode.task).toMatchObject({ state: 'open', withdrawn: null, dueVersion: 1 });
    }
  });

  it('is not undone by a later update', () => {
    const update = updatedFact({ riskLevel: 'low' }, { time: '2026-11-11T10:00Z' });
    expect(fold(reportedFact(), returnedFact(), cancelledFact(), update).status).toBe('cancelled');
  });

  it('is not undone by what was recorded before it and arrives after it', () => {
    expect(fold(cancelledFact(), reportedFact(), returnedFact()).status).toBe('cancelled');
  });

  it('of an episode without a task leaves it without one', () => {
    expect(fold(reportedFact(), cancelledFact()).task).toBeNull();
  });
});

describe('a report after the known return under the same reference', () => {
  it('is put before a person and never dropped', () => {
    const again = reportedFact(
      { reportedAt: at('2026-11-12T21:00Z') },
      { id: 'reported-2', time: '2026-11-12T21:05Z' },
    );
    const episode = fold(reportedFact(), returnedFact(), again);
    expect(episode.flags).toContain('reported-after-return');
    expect(episode.reportedAt).toBe(at('2026-11-12T21:00Z'));
    expect(episode.task?.state).toBe('open');
  });
});

describe('free text', () => {
  it('is not in the state: it only says which notification has it', () => {
    const told = reportedFact({ circumstances: 'kept with the message' });
    const update = updatedFact({ circumstances: 'kept with the message' }, { id: 'u1' });
    const episode = fold(told, update);
    expect(episode.narratives.circumstances).toBe('u1');
    expect(JSON.stringify(episode)).not.toContain('kept with the message');
  });

  it('is gone when an update clears it', () => {
    const told = reportedFact({ circumstances: 'kept with the message' });
    expect(fold(told, updatedFact({ circumstances: null })).narratives.circumstances).toBeNull();
  });
});

describe('an adult', () => {
  it('is flagged from the eighteenth birthday on, not the day before', () => {
    const child = { givenName: 'Sam', familyName: 'Example' };
    const bornSoThat18 = (day: string) => ({ child: { ...child, dateOfBirth: day } });
    expect(fold(reportedFact(bornSoThat18('2008-11-10'))).flags).toContain('aged-18-or-over');
    expect(fold(reportedFact(bornSoThat18('2008-11-11'))).flags).not.toContain('aged-18-or-over');
  });
});
