import { describe, expect, it } from 'vitest';
import {
  countTimescales,
  listInterviewsInSeveralGroups,
} from '../../../shared/casework/count-timescales.ts';
import {
  buildReturnedEpisode,
  endedAfter,
  hoursAfterReturn,
} from '../../support/returned-episodes.ts';

const NOW = hoursAfterReturn(200);

const held = (hours: number, about = {}) =>
  buildReturnedEpisode({ offeredAfter: hours / 2, outcome: endedAfter(hours, 'completed', about) });

describe('The figures of an authority', () => {
  it('A child with three episodes is one child; a child whom nobody knows is none', () => {
    const children = ['child-1', 'child-1', 'child-1', 'child-2', null];
    const episodes = children.map((childId) => ({ ...buildReturnedEpisode(), childId }));
    expect(countTimescales(episodes, NOW)).toMatchObject({ episodes: 5, children: 2 });
  });

  it('Hours to the interview have a median and quartiles, and are 0 for one before the return', () => {
    const episodes = [held(-2), held(10), held(20), held(40), held(90), buildReturnedEpisode()];
    expect(countTimescales(episodes, NOW)).toMatchObject({
      hoursToInterview: { count: 5, lowerQuartile: 10, median: 20, upperQuartile: 40 },
      hoursToOffer: { count: 5, lowerQuartile: 5, median: 10, upperQuartile: 20 },
    });
    expect(countTimescales([], NOW).hoursToInterview).toEqual({
      count: 0,
      lowerQuartile: null,
      median: null,
      upperQuartile: null,
    });
  });

  it('Of the late ones it is counted why, and how often nobody said', () => {
    const episodes = [
      held(80, { lateReason: 'notified-late' }),
      held(90, { lateReason: 'notified-late' }),
      held(100),
      held(20),
    ];
    expect(countTimescales(episodes, NOW)).toMatchObject({
      completedLate: 3,
      lateReasons: { 'notified-late': 2, 'missing-again': 0, notGiven: 1 },
    });
  });

  it('A rate over the matured leaves out what is still open and in time', () => {
    const episodes = [held(20), buildReturnedEpisode(), held(100)];
    const early = countTimescales(episodes.slice(0, 2), hoursAfterReturn(50));
    expect(early.rates).toMatchObject({
      completedWithin72hOfEpisodes: { numerator: 1, denominator: 2 },
      completedWithin72hOfMatured: { numerator: 1, denominator: 1 },
    });
    expect(countTimescales(episodes, NOW).rates.completedWithin72hOfMatured).toEqual({
      numerator: 1,
      denominator: 3,
    });
  });

  it('An interview that was held before police cancelled is counted apart, and in no rate', () => {
    const cancelled = buildReturnedEpisode({
      withdrawn: true,
      outcome: endedAfter(20, 'completed'),
    });
    const counted = countTimescales([cancelled], NOW);
    expect(counted).toMatchObject({ withdrawn: 1, heldThenWithdrawn: 1, completed: 0 });
    expect(counted.interviews).toBe(0);
  });

  it('Interviews that are counted in two groups are named, so that the sums can be explained', () => {
    const of = (locality: string, interviewId: string) => ({
      ...held(20, { interviewId }),
      locality,
    });
    const episodes = [of('norwich', 'one'), of('broadland', 'one'), of('norwich', 'two')];
    expect(listInterviewsInSeveralGroups('locality', episodes, NOW)).toEqual(['one']);
    expect(listInterviewsInSeveralGroups('none', episodes, NOW)).toEqual([]);
  });
});
