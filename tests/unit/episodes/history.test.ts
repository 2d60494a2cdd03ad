import { describe, expect, it } from 'vitest';
import { type HistoryEntry, buildHistory } from '../../../shared/episodes/history.ts';
import { buildAllocation } from '../../support/actions.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { at, buildReportedFact, buildReturnedFact, buildUpdatedFact } from '../../support/facts.ts';
import { addMs, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';

const PLACE = { episodeId: 'ep-1', earlier: [] };

const listPoliceEntries = (facts: readonly Fact[]) =>
  buildHistory({ facts, actions: [], place: PLACE, raised: [] }, DIRECTORY).entries.flatMap(
    (entry) => (entry.source === 'police' ? [entry] : []),
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
      reportedAt: null,
      dueAt: at('2026-11-14T08:00Z'),
      at: at('2026-11-11T09:10Z'),
      raisedAt: at('2026-11-11T09:11Z'),
      n: 1,
      acknowledged: null,
    };
    const corrected = buildReturnedFact({}, { id: 'returned-2', time: '2026-11-11T12:00Z' });
    const allocated = buildAllocation('p-7', { by: 'm-1', recordedAt: at('2026-11-11T10:00Z') });
    const { entries: history } = buildHistory(
      {
        facts: [corrected, buildReportedFact(), buildReturnedFact()],
        actions: [allocated],
        place: PLACE,
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

  it('of 130 notifications is read in pages of 50, the last ones first, and no entry differs by it', () => {
    const updates = Array.from({ length: 129 }, (_, index) =>
      buildUpdatedFact(
        { riskLevel: index % 2 === 0 ? 'high' : 'low' },
        { id: `updated-${index}`, time: addMs(at('2026-11-10T23:00Z'), index * MINUTE_MS) },
      ),
    );
    const parts = {
      facts: [buildReportedFact(), ...updates],
      actions: [],
      place: PLACE,
      raised: [],
    };
    const last = buildHistory(parts, DIRECTORY);
    const middle = buildHistory(parts, DIRECTORY, last.before);
    const first = buildHistory(parts, DIRECTORY, middle.before);
    expect([last, middle, first].map(({ entries, before }) => [entries.length, before])).toEqual([
      [50, 80],
      [50, 30],
      [30, 0],
    ]);
    expect(
      new Set([...first.entries, ...middle.entries, ...last.entries].map(describeEntry)),
    ).toEqual(new Set(parts.facts.map(({ id }) => id)));
    expect(last.entries.map((entry) => entry.source === 'police' && entry.changes)).toEqual(
      updates.slice(79).map((_, index) => [
        {
          field: 'riskLevel',
          from: index % 2 === 0 ? 'high' : 'low',
          to: index % 2 === 0 ? 'low' : 'high',
        },
      ]),
    );
  });
});
