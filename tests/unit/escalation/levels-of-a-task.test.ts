import { describe, expect, it } from 'vitest';
import type { RaisedLevel } from '../../../shared/episodes/escalation.ts';
import { DEFAULT_SETTINGS } from '../../../shared/directory/settings.ts';
import { DEFAULT_LADDER } from '../../../shared/directory/default-ladders.ts';
import { isPastDue } from '../../../shared/directory/ladder.ts';
import { dueBy, HOME, KEPT, listLevels, outcome, buildTask } from '../../support/actions.ts';
import { at, buildCancelledFact, buildFoundFact, buildReturnedFact } from '../../support/facts.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';

const EVER = at('2027-06-01T00:00Z');

const withAcknowledged = (
  raised: readonly RaisedLevel[],
  level: string,
  when: string,
  planDate = '2026-11-16',
): readonly RaisedLevel[] =>
  raised.map((one) =>
    one.level === level
      ? { ...one, acknowledged: { by: 'm-1', at: at(when), planDate, renewals: [] } }
      : one,
  );

/** The return corrected to another time, received then. */
const corrected = (
  returnedAt: string,
  receivedAt: string,
  id = 'returned-2',
  time = receivedAt,
): Fact =>
  buildReturnedFact({ returnedAt: at(returnedAt) }, { id, time, receivedAt: at(receivedAt) });

describe('A child who was found and is not known to be home', () => {
  const FOUND = [buildFoundFact()];

  const until = (now: string, raised: readonly RaisedLevel[] = []) =>
    listLevels(dueBy(buildTask(FOUND), at(now), raised));

  it('is raised every day, and with the manager after 24 hours, after 48 and every week, for as long as it lasts', () => {
    expect(until('2026-11-14T06:00Z')).toEqual([
      ['return-unconfirmed', at('2026-11-11T10:00Z')],
      ['return-unconfirmed-24h', at('2026-11-12T06:00Z')],
      ['return-unconfirmed', at('2026-11-12T10:00Z')],
      ['return-unconfirmed-48h', at('2026-11-13T06:00Z')],
      ['return-unconfirmed', at('2026-11-13T10:00Z')],
    ]);
    const weekly = dueBy(buildTask(FOUND), at('2027-02-20T06:00Z')).filter(
      ({ level }) => level === 'return-unconfirmed-48h',
    );
    expect(weekly).toHaveLength(15);
    expect(weekly.map(({ n }) => n)).toEqual(weekly.map((_, index) => index + 1));
    expect(weekly.at(-1)?.at).toBe(at('2027-02-19T06:00Z'));
  });

  it('is not raised while somebody has a plan, until the end of its day', () => {
    const raised = withAcknowledged(
      dueBy(buildTask(FOUND), at('2026-11-13T08:00Z')),
      'return-unconfirmed-48h',
      '2026-11-13T09:00Z',
      '2026-11-17',
    );
    expect(until('2026-11-17T23:59Z', raised)).toEqual([]);
    expect(until('2026-11-18T00:00Z', raised)).toEqual([
      ['return-unconfirmed', at('2026-11-18T00:00Z')],
      ['plan-passed', at('2026-11-18T00:00Z')],
    ]);
  });

  it('is still raised when the interview was held meanwhile, and nothing else is', () => {
    const held = buildTask(FOUND, [KEPT, outcome('2026-11-11T12:00Z')]);
    expect(held.state).toBe('closed');
    expect(listLevels(dueBy(held, at('2026-11-13T07:00Z')))).toEqual([
      ['return-unconfirmed', at('2026-11-11T10:00Z')],
      ['return-unconfirmed-24h', at('2026-11-12T06:00Z')],
      ['return-unconfirmed', at('2026-11-12T10:00Z')],
      ['return-unconfirmed-48h', at('2026-11-13T06:00Z')],
    ]);
    const home = buildTask([...FOUND, ...HOME], [KEPT, outcome('2026-11-11T12:00Z')]);
    expect(dueBy(home)).toEqual([]);
  });

  it('is not raised once the return is confirmed', () => {
    const raised = dueBy(buildTask(HOME)).map(({ level }) => level);
    expect(raised.filter((level) => level.startsWith('return'))).toEqual([]);
  });

  it('is raised when the report arrives, if that is later', () => {
    const receivedAt = buildFoundFact(
      {},
      { time: '2026-11-11T06:10:00Z', receivedAt: at('2026-11-11T13:00Z') },
    );
    expect(listLevels(dueBy(buildTask([receivedAt])))[0]).toEqual([
      'return-unconfirmed',
      at('2026-11-11T13:00Z'),
    ]);
  });

  it('is not raised again when the time of finding is corrected', () => {
    const raised = dueBy(buildTask(FOUND), at('2026-11-11T11:00Z'));
    const moved = buildFoundFact(
      { foundAt: at('2026-11-11T09:00Z') },
      { id: 'found-2', time: '2026-11-11T12:00Z' },
    );
    const later = dueBy(buildTask([...FOUND, moved]), at('2026-11-11T20:00Z'), raised);
    expect(later).toEqual([]);
  });
});

describe('A task that is withdrawn', () => {
  const WITHDRAWN = [...HOME, buildCancelledFact({}, { time: '2026-11-13T09:00Z' })];

  it('has no further level', () => {
    expect(dueBy(buildTask(WITHDRAWN))).toEqual([]);
  });

  const REOPENED = [...WITHDRAWN, buildFoundFact({}, { id: 'found-2', time: '2026-11-13T12:00Z' })];

  it('begins again, at the first level that is due, when a later fact reopens it', () => {
    const raised = dueBy(buildTask(HOME), at('2026-11-12T09:00Z'));
    const reopened = buildTask(REOPENED);
    expect(reopened.state).toBe('open');
    const again = dueBy(reopened, at('2026-11-14T09:00Z'), raised);
    expect(again.map(({ level, at: when, n }) => [level, when, n])).toEqual([
      ['no-attempt', at('2026-11-13T12:00Z'), 2],
      ['due-soon', at('2026-11-14T04:00Z'), 1],
      ['breach', '2026-11-14T08:00:00.001Z', 1],
    ]);
  });

  it('is escalated again when it was late before, whoever acknowledged that', () => {
    const late = dueBy(buildTask(HOME), at('2026-11-14T09:00Z'));
    const raised = withAcknowledged(late, 'breach', '2026-11-14T10:00Z', '2026-11-20');
    const cancelled = buildCancelledFact({}, { time: '2026-11-14T11:00Z' });
    const found = buildFoundFact({}, { id: 'found-2', time: '2026-11-14T12:00Z' });
    const reopened = buildTask([...HOME, cancelled, found]);
    const again = dueBy(reopened, at('2026-11-15T12:00Z'), raised);
    expect(again.map(({ level, at: when, n }) => [level, when, n])).toEqual([
      ['no-attempt', at('2026-11-14T12:00Z'), 2],
      ['breach', at('2026-11-14T12:00Z'), 2],
      ['breach-unacknowledged', at('2026-11-15T00:00Z'), 1],
    ]);
    const ids = [...raised, ...again].map(({ escalationId }) => escalationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('What a level is about', () => {
  it('is late when it counts from past due on, or climbed from there', () => {
    const late = DEFAULT_LADDER.filter((level) => isPastDue(level, DEFAULT_LADDER));
    expect(late.map(({ level }) => level)).toEqual([
      'breach',
      'breach-unacknowledged',
      'breach-48h',
      'breach-5d',
    ]);
  });
});

describe('A level before the deadline, in the night', () => {
  const SETTINGS = { ...DEFAULT_SETTINGS, quietHours: { from: '21:00', until: '07:00' } };
  const dueSoonOf = (facts: readonly Fact[]) =>
    listLevels(dueBy(buildTask(facts), EVER, [], SETTINGS)).filter(
      ([level]) => level === 'due-soon',
    );

  it('is raised just before quiet hours begin', () => {
    expect(dueSoonOf(HOME)).toEqual([['due-soon', at('2026-11-13T20:50Z')]]);
  });

  it('is raised at its own time by day', () => {
    const home = buildReturnedFact({ returnedAt: at('2026-11-11T12:00Z') });
    expect(dueSoonOf([home])).toEqual([['due-soon', at('2026-11-14T08:00Z')]]);
  });

  it('is raised in quiet hours when the deadline became known only then', () => {
    const late = corrected('2026-11-11T08:00Z', '2026-11-13T23:00Z', 'returned-1');
    expect(dueSoonOf([late])).toEqual([['due-soon', at('2026-11-13T23:00Z')]]);
  });
});
