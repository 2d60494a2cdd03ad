import { describe, expect, it } from 'vitest';
import { historyOf } from '../../../shared/domain/history.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { at, reportedFact, returnedFact } from '../../support/facts.ts';

describe('the history of an episode', () => {
  it('shows a moved deadline with what it was and what it is', () => {
    const corrected = returnedFact(
      { returnedAt: at('2026-11-11T18:00Z') },
      { id: 'returned-2', time: '2026-11-11T19:00Z' },
    );
    const history = historyOf([corrected, reportedFact(), returnedFact()], DIRECTORY);
    expect(history.map(({ notificationId }) => notificationId)).toEqual([
      'reported-1',
      'returned-1',
      'returned-2',
    ]);
    expect(history[2]?.changes).toContainEqual({
      member: 'task.dueAt',
      from: at('2026-11-14T08:00Z'),
      to: at('2026-11-14T18:00Z'),
    });
  });

  it('is in order of arrival, and shows that a late message which lost changed nothing but the history', () => {
    const first = returnedFact(
      { returnedAt: at('2026-11-11T18:00Z') },
      { id: 'returned-2', time: '2026-11-11T19:00Z', receivedAt: at('2026-11-11T19:01Z') },
    );
    const late = returnedFact({}, { receivedAt: at('2026-11-11T20:00Z') });
    const [, entry] = historyOf([late, first], DIRECTORY);
    expect(entry?.notificationId).toBe('returned-1');
    expect(entry?.changes).toEqual([{ member: 'task.dueVersion', from: 1, to: 2 }]);
  });
});
