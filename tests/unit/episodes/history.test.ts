import { describe, expect, it } from 'vitest';
import { type HistoryEntry, buildHistory } from '../../../shared/episodes/history.ts';
import { buildAllocation } from '../../support/actions.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { at, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';

const listPoliceEntries = (facts: readonly Fact[]) =>
  buildHistory({ facts, actions: [], place: null, raised: [] }, DIRECTORY).flatMap((entry) =>
    entry.source === 'police' ? [entry] : [],
  );

const describeEntry = (entry: HistoryEntry): string => {
  switch (entry.source) {
    case 'police':
      return entry.notificationId;
    case 'person':
      return `${entry.action.kind} by ${entry.action.by}`;
    case 'ladder':
      return entry.raised.level;
  }
};

describe('the history of an episode', () => {
  it('shows a moved deadline with what it was and what it is', () => {
    const corrected = buildReturnedFact(
      { returnedAt: at('2026-11-11T18:00Z') },
      { id: 'returned-2', time: '2026-11-11T19:00Z' },
    );
    const history = listPoliceEntries([corrected, buildReportedFact(), buildReturnedFact()]);
    expect(history.map(({ notificationId }) => notificationId)).toEqual([
      'reported-1',
      'returned-1',
      'returned-2',
    ]);
    expect(history[2]?.changes).toContainEqual({
      field: 'task.dueAt',
      from: at('2026-11-14T08:00Z'),
      to: at('2026-11-14T18:00Z'),
    });
  });

  it('is in order of arrival, and shows that a late, outdated message changed nothing but the history', () => {
    const first = buildReturnedFact(
      { returnedAt: at('2026-11-11T18:00Z') },
      { id: 'returned-2', time: '2026-11-11T19:00Z', receivedAt: at('2026-11-11T19:01Z') },
    );
    const late = buildReturnedFact({}, { receivedAt: at('2026-11-11T20:00Z') });
    const [, entry] = listPoliceEntries([late, first]);
    expect(entry?.notificationId).toBe('returned-1');
    expect(entry?.changes).toEqual([{ field: 'task.dueVersion', from: 1, to: 2 }]);
  });

  it('lists what police reported, staff did and the ladder raised, in order', () => {
    const raised = {
      escalationId: 'esc-1.none.unallocated',
      level: 'unallocated',
      dueVersion: 1,
      dueAt: at('2026-11-14T08:00Z'),
      at: at('2026-11-11T09:10Z'),
      raisedAt: at('2026-11-11T09:11Z'),
      acknowledged: null,
    };
    const corrected = buildReturnedFact({}, { id: 'returned-2', time: '2026-11-11T12:00Z' });
    const allocated = buildAllocation('p-7', { by: 'm-1', recordedAt: at('2026-11-11T10:00Z') });
    const history = buildHistory(
      {
        facts: [corrected, buildReportedFact(), buildReturnedFact()],
        actions: [allocated],
        place: null,
        raised: [raised],
      },
      DIRECTORY,
    );
    expect(history.map(describeEntry)).toEqual([
      'reported-1',
      'returned-1',
      'unallocated',
      'allocation by m-1',
      'returned-2',
    ]);
    const [, , , person] = history;
    expect(person?.source === 'person' ? person.changes : []).toContainEqual({
      field: 'task.allocation',
      from: null,
      to: expect.objectContaining({ practitioner: 'p-7', by: 'm-1' }) as unknown,
    });
  });
});
