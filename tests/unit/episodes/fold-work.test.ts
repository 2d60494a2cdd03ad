import { describe, expect, it } from 'vitest';
import type { Action } from '../../../shared/episodes/action.ts';
import { type ActionOverrides, buildAction, buildAllocation } from '../../support/actions.ts';
import { at } from '../../support/facts.ts';
import { listCurrentActions } from '../../../shared/episodes/rules/current-actions.ts';
import { foldWork } from '../../../shared/episodes/rules/fold-work.ts';

const OPENED_AT = at('2026-11-11T08:10Z');
const workOf = (...actions: readonly Action[]) => foldWork(OPENED_AT, actions);

const attempt = (actionId: string, recordedAt: string, about: ActionOverrides = {}): Action =>
  buildAction(
    { kind: 'attempt', channel: 'phone', result: 'no-answer' },
    { actionId, recordedAt: at(recordedAt), ...about },
  );

const retraction = (corrects: string, recordedAt: string): Action =>
  buildAction(
    { kind: 'retraction' },
    { actionId: `of-${corrects}`, recordedAt: at(recordedAt), corrects },
  );

const booking = (
  actionId: string,
  recordedAt: string,
  status: 'booked' | 'changed' | 'missed' | 'cancelled',
  bookingId: string,
  time: string | null,
  about: ActionOverrides = {},
): Action =>
  buildAction(
    { kind: 'booking', bookingId, status, at: time === null ? null : at(time), lateReason: null },
    { actionId, recordedAt: at(recordedAt), ...about },
  );

const outcome = (
  kind: 'completed' | 'declined' | 'not-possible',
  about: ActionOverrides = {},
): Action =>
  buildAction(
    {
      kind: 'outcome',
      outcome: kind,
      reason: null,
      lateReason: null,
      parentOffered: null,
      parentGave: null,
      interviewId: null,
      mainTaskId: 'rhi-1',
      covers: [],
      independent: null,
      employer: null,
    },
    about,
  );

describe('the current actions', () => {
  it('are without those that were corrected, those that were retracted, and the retractions', () => {
    const all = [
      attempt('a', '2026-11-11T09:00Z'),
      attempt('b', '2026-11-11T10:00Z'),
      attempt('b2', '2026-11-11T11:00Z', { corrects: 'b' }),
      attempt('c', '2026-11-11T12:00Z'),
      retraction('c', '2026-11-11T13:00Z'),
    ];
    expect(listCurrentActions(all).map(({ actionId }) => actionId)).toEqual(['a', 'b2']);
  });

  it('have, when they correct, the place of what they correct', () => {
    const all = [
      attempt('a', '2026-11-11T09:00Z'),
      attempt('b', '2026-11-11T10:00Z'),
      attempt('a2', '2026-11-11T11:00Z', { corrects: 'a' }),
      attempt('a3', '2026-11-11T12:00Z', { corrects: 'a2' }),
    ];
    const current = listCurrentActions(all);
    expect(current.map(({ actionId }) => actionId)).toEqual(['a3', 'b']);
    expect(current[0]?.firstRecordedAt).toBe(at('2026-11-11T09:00Z'));
  });

  it('do not bring back what a retracted correction had corrected', () => {
    const all = [
      attempt('a', '2026-11-11T09:00Z'),
      attempt('a2', '2026-11-11T10:00Z', { corrects: 'a' }),
      retraction('a2', '2026-11-11T11:00Z'),
    ];
    expect(listCurrentActions(all)).toEqual([]);
  });

  it('count each once, however often it is stored', () => {
    const once = attempt('a', '2026-11-11T09:00Z');
    expect(workOf(once, once).attempts).toBe(1);
  });
});

describe('who has the task', () => {
  it('is none since it opened, until it is allocated', () => {
    expect(workOf()).toMatchObject({
      allocation: null,
      unallocated: { since: OPENED_AT, until: null },
    });
  });

  it('was never none when it was allocated as it opened', () => {
    expect(workOf(buildAllocation('p-1', { recordedAt: OPENED_AT })).unallocated).toBeNull();
  });

  it('is who it was last allocated to, by anyone', () => {
    const work = workOf(
      buildAllocation('p-2', {
        recordedAt: at('2026-11-11T10:00Z'),
        by: 'm-1',
        actionId: 'second',
      }),
      buildAllocation('p-1', { recordedAt: at('2026-11-11T09:00Z'), actionId: 'first' }),
    );
    expect(work.allocation).toMatchObject({ practitioner: 'p-2', by: 'm-1' });
    expect(work.unallocated).toEqual({ since: OPENED_AT, until: at('2026-11-11T09:00Z') });
  });

  it('is none again from when it was handed back', () => {
    const work = workOf(
      buildAllocation('p-1', { recordedAt: at('2026-11-11T09:00Z') }),
      buildAllocation(null, { recordedAt: at('2026-11-11T11:00Z') }),
    );
    expect(work.unallocated).toEqual({ since: at('2026-11-11T11:00Z'), until: null });
  });
});

describe('what was tried', () => {
  it('counts from the first attempt or offer that was recorded', () => {
    const offer = buildAction(
      { kind: 'offer', channel: 'phone', to: 'child', response: 'accepted', visitNeeds: null },
      { recordedAt: at('2026-11-11T09:30Z'), happenedAt: at('2026-11-11T08:30Z') },
    );
    const work = workOf(attempt('a', '2026-11-11T10:00Z'), offer);
    expect(work).toMatchObject({
      attempts: 1,
      triedAt: at('2026-11-11T09:30Z'),
      offeredAt: at('2026-11-11T08:30Z'),
    });
  });

  it('stays tried since then when the first attempt is corrected later', () => {
    const work = workOf(
      attempt('a', '2026-11-11T10:00Z'),
      attempt('a2', '2026-11-13T10:00Z', { corrects: 'a' }),
    );
    expect(work).toMatchObject({ attempts: 1, triedAt: at('2026-11-11T10:00Z') });
  });

  it('is nothing once the only attempt is retracted', () => {
    const work = workOf(attempt('a', '2026-11-11T10:00Z'), retraction('a', '2026-11-11T11:00Z'));
    expect(work).toMatchObject({ attempts: 0, triedAt: null });
  });

  it.each([
    ['completed', at('2026-11-12T10:00Z')],
    ['declined', at('2026-11-12T10:00Z')],
    ['not-possible', null],
  ] as const)('an interview %s was offered by then at the latest: %s', (kind, offeredAt) => {
    expect(workOf(outcome(kind)).offeredAt).toBe(offeredAt);
  });
});

describe('the current appointment', () => {
  const first = booking('b-1', '2026-11-11T09:00Z', 'booked', 'b-1', '2026-11-12T14:00Z');

  it('moves when it is changed', () => {
    const moved = booking('b-2', '2026-11-11T10:00Z', 'changed', 'b-1', '2026-11-13T14:00Z');
    expect(workOf(first, moved).booking).toEqual({
      bookingId: 'b-1',
      at: at('2026-11-13T14:00Z'),
      version: 2,
    });
  });

  it.each(['missed', 'cancelled'] as const)('is none once it was %s', (status) => {
    expect(
      workOf(first, booking('b-2', '2026-11-12T15:00Z', status, 'b-1', null)).booking,
    ).toBeNull();
  });

  it('is the new one when the old one is recorded as missed after the new one was booked', () => {
    const second = booking('b-2', '2026-11-12T15:00Z', 'booked', 'b-2', '2026-11-13T14:00Z');
    const missed = booking('b-3', '2026-11-12T16:00Z', 'missed', 'b-1', null);
    expect(workOf(first, second, missed).booking).toMatchObject({ bookingId: 'b-2' });
  });

  it('keeps its changed time when its first record is corrected afterwards', () => {
    const moved = booking('b-2', '2026-11-11T10:00Z', 'changed', 'b-1', '2026-11-13T14:00Z');
    const corrected = booking('b-3', '2026-11-11T11:00Z', 'booked', 'b-1', '2026-11-12T15:00Z', {
      corrects: 'b-1',
    });
    expect(workOf(first, moved, corrected).booking?.at).toBe(at('2026-11-13T14:00Z'));
  });
});

describe('how it ended', () => {
  it('is what the correction says, with when it was corrected', () => {
    const completed = outcome('completed', { actionId: 'o-1' });
    const corrected = outcome('declined', {
      actionId: 'o-2',
      corrects: 'o-1',
      happenedAt: at('2026-11-12T11:00Z'),
      recordedAt: at('2026-11-13T09:00Z'),
    });
    expect(workOf(completed, corrected).outcome).toMatchObject({
      outcome: 'declined',
      at: at('2026-11-12T11:00Z'),
      recordedAt: at('2026-11-13T09:00Z'),
    });
  });

  it('is open again once it is retracted', () => {
    const completed = outcome('completed', { actionId: 'o-1' });
    expect(workOf(completed, retraction('o-1', '2026-11-13T09:00Z')).outcome).toBeNull();
  });

  it.each([
    [['completed', 'not-possible'], 'completed'],
    [['not-possible', 'completed'], 'completed'],
    [['completed', 'declined'], 'completed'],
    [['declined', 'not-possible'], 'declined'],
  ] as const)(
    'of two episodes that became one, which ended %j, is %s, and the interview was offered',
    (kinds, counts) => {
      const outcomes = kinds.map((kind, day) =>
        outcome(kind, {
          actionId: `o-${day}`,
          happenedAt: at(`2026-11-1${day + 2}T10:00Z`),
          recordedAt: at(`2026-11-1${day + 2}T11:00Z`),
        }),
      );
      const work = workOf(...outcomes);
      expect(work.outcome?.outcome).toBe(counts);
      expect(work.offeredAt).not.toBeNull();
    },
  );
});
