import { describe, expect, it } from 'vitest';
import { addMs } from '../../../shared/kernel/instant.ts';
import {
  endedAfter,
  hoursAfterReturn,
  buildReturnedEpisode,
} from '../../support/returned-episodes.ts';
import { countTimescales, groupTimescales } from '../../../shared/casework/count-timescales.ts';

const NOW = hoursAfterReturn(200);
const EARLY = hoursAfterReturn(10);

describe('The timescales of an authority', () => {
  it('Exactly 72 hours is within 72 hours; one millisecond more is not', () => {
    const inTime = endedAfter(72, 'completed');
    const late = { ...endedAfter(72, 'completed'), at: addMs(inTime.at, 1), interviewId: 'late' };
    const counted = countTimescales(
      [buildReturnedEpisode({ outcome: inTime }), buildReturnedEpisode({ outcome: late })],
      NOW,
    );
    expect(counted).toMatchObject({ completed: 2, completedWithin72h: 1 });
  });

  it('Offered within 72 hours and completed within 72 hours are two facts', () => {
    const episode = buildReturnedEpisode({
      offeredAfter: 70,
      outcome: endedAfter(100, 'completed'),
    });
    expect(countTimescales([episode], NOW)).toMatchObject({
      offeredWithin72h: 1,
      completed: 1,
      completedWithin72h: 0,
    });
  });

  it('An offer after 72 hours is an offer, and not one within 72 hours', () => {
    const counted = countTimescales([buildReturnedEpisode({ offeredAfter: 73 })], NOW);
    expect(counted).toMatchObject({ offered: 1, offeredWithin72h: 0 });
  });

  it('An interview between the report and the return is in time, and counted apart', () => {
    const early = buildReturnedEpisode({ offeredAfter: -1, outcome: endedAfter(-1, 'completed') });
    expect(countTimescales([early], NOW)).toMatchObject({
      completedWithin72h: 1,
      completedBeforeReturn: 1,
      notMeasurable: 0,
    });
  });

  it('An interview dated before the report is counted apart, in neither part of any rate', () => {
    const counted = countTimescales(
      [
        buildReturnedEpisode({ offeredAfter: -11, outcome: endedAfter(-11, 'completed') }),
        buildReturnedEpisode({ offeredAfter: 2, outcome: endedAfter(5, 'completed') }),
      ],
      NOW,
    );
    expect(counted).toMatchObject({ episodes: 2, notMeasurable: 1, completed: 1, offered: 1 });
    expect(counted.interviews).toBe(1);
    for (const rate of Object.values(counted.rates)) {
      expect(rate).toEqual({ numerator: 1, denominator: 1 });
    }
  });

  it('A withdrawn task is counted apart and is no episode of the whole', () => {
    const counted = countTimescales([buildReturnedEpisode({ withdrawn: true })], NOW);
    expect(counted).toMatchObject({ episodes: 0, open: 0, withdrawn: 1 });
  });

  it('A task that is open and past its 72 hours is open late; declined ones are never late', () => {
    const open = buildReturnedEpisode();
    const declined = buildReturnedEpisode({ outcome: endedAfter(90, 'declined') });
    expect(countTimescales([open, declined], NOW)).toMatchObject({
      open: 1,
      openLate: 1,
      declined: 1,
    });
    expect(countTimescales([open], EARLY)).toMatchObject({ open: 1, openLate: 0 });
  });

  it('Interviews that were not possible are counted by reason', () => {
    const reasons = ['turned-18', 'turned-18', 'in-hospital'] as const;
    const episodes = reasons.map((reason) =>
      buildReturnedEpisode({ outcome: endedAfter(20, 'not-possible', { reason }) }),
    );
    expect(countTimescales(episodes, NOW).notPossible).toMatchObject({
      'turned-18': 2,
      'in-hospital': 1,
      'in-custody': 0,
    });
  });

  it('One interview that covers two episodes is two completed episodes and one interview', () => {
    const outcome = endedAfter(40, 'completed', { interviewId: 'one' });
    const counted = countTimescales(
      [buildReturnedEpisode({ outcome }), buildReturnedEpisode({ outcome })],
      NOW,
    );
    expect(counted).toMatchObject({ completed: 2, interviews: 1, interviewsWithin72h: 1 });
  });

  it('An interview that was late for one of its episodes is not within 72 hours', () => {
    const held = (hours: number) =>
      buildReturnedEpisode({ outcome: endedAfter(hours, 'completed', { interviewId: 'one' }) });
    expect(countTimescales([held(40), held(80)], NOW).rates).toMatchObject({
      completedWithin72hOfCompleted: { numerator: 1, denominator: 2 },
      completedWithin72hOfInterviews: { numerator: 0, denominator: 1 },
    });
  });

  it('Both denominators are shown: episodes, and interviews held', () => {
    const episodes = [
      buildReturnedEpisode({ outcome: endedAfter(10, 'completed') }),
      buildReturnedEpisode({ outcome: endedAfter(100, 'completed') }),
      buildReturnedEpisode(),
    ];
    expect(countTimescales(episodes, NOW).rates).toMatchObject({
      completedWithin72hOfEpisodes: { numerator: 1, denominator: 3 },
      completedWithin72hOfInterviews: { numerator: 1, denominator: 2 },
    });
  });

  it('Without episodes there is no rate', () => {
    const rates = Object.values(countTimescales([], NOW).rates);
    expect(new Set(rates.map((rate) => JSON.stringify(rate)))).toEqual(
      new Set(['{"numerator":0,"denominator":0}']),
    );
  });
});

describe('Timescales by group', () => {
  const groupsBy = (by: Parameters<typeof groupTimescales>[0], ...about: readonly object[]) =>
    groupTimescales(
      by,
      about.map((one) => buildReturnedEpisode(one)),
      NOW,
    ).map(({ group, timescales }) => [group, timescales.episodes]);

  it('Are by name, and what is not known comes last', () => {
    const locality = (id: string | null) => ({ episode: { locality: id } });
    expect(
      groupsBy('locality', locality(null), locality('norwich'), locality('broadland')),
    ).toEqual([
      ['broadland', 1],
      ['norwich', 1],
      [null, 1],
    ]);
  });

  it('Where the child lives is at home, in care in or out of the area, or not known', () => {
    const living = (placementGroup: string | null) => ({ episode: { placementGroup } });
    const groups = ['home', 'care-in-area', 'care-out-of-area', null].map(living);
    expect(groupsBy('placement', ...groups)).toEqual([
      ['care-in-area', 1],
      ['care-out-of-area', 1],
      ['home', 1],
      [null, 1],
    ]);
  });

  it('Not looked after and not known to be are two things', () => {
    const lookedAfter = (value: boolean | null) => ({ episode: { lookedAfter: value } });
    expect(
      groupsBy('looked-after', lookedAfter(true), lookedAfter(false), lookedAfter(null)),
    ).toEqual([
      ['looked-after', 1],
      ['not-looked-after', 1],
      [null, 1],
    ]);
  });

  it('The risk level is the present one', () => {
    expect(groupsBy('risk-level', { episode: { riskLevel: 'high' } }, {})).toEqual([
      ['high', 1],
      ['medium', 1],
    ]);
  });

  it('Team and category are as the episode has them', () => {
    expect(groupsBy('team', {}, { team: null })).toEqual([
      ['norfolk-norwich', 1],
      [null, 1],
    ]);
    expect(groupsBy('category', { episode: { category: 'away-from-placement' } }, {})).toEqual([
      ['away-from-placement', 1],
      ['missing', 1],
    ]);
  });

  it('There are none unless they are requested', () => {
    expect(groupsBy('none', {}, {})).toEqual([]);
  });
});
