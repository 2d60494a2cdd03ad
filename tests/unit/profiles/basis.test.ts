import { describe, expect, it } from 'vitest';
import type { Episode } from '../../../shared/episodes/episode.ts';
import {
  countDebriefs,
  countInterviews,
  countReferrals,
} from '../../../shared/profiles/rules/basis.ts';
import type { Referral } from '../../../shared/episodes/referral.ts';
import {
  endedAfter,
  hoursAfterReturn,
  buildReturnedEpisode,
} from '../../support/returned-episodes.ts';
import { buildChildEvidence } from '../../support/evidence.ts';

const BOUNDS = { from: hoursAfterReturn(0), until: hoursAfterReturn(100) };

const heldAfter = (
  hours: number,
  about: { locality?: string; taskId?: string; interviewId?: string; mainTaskId?: string } = {},
): Episode => {
  const { locality = 'norwich', taskId = `rhi-${hours}` } = about;
  const { interviewId = `interview-${hours}`, mainTaskId = taskId } = about;
  const episode = buildReturnedEpisode({
    episode: { locality },
    outcome: endedAfter(hours, 'completed', { interviewId, mainTaskId }),
  });
  return { ...episode, task: episode.task && { ...episode.task, taskId } };
};

const count = (episodes: readonly Episode[], ...disclosed: readonly string[]) =>
  countInterviews(episodes, BOUNDS, 'norwich', new Set(disclosed));

describe('The interviews on which a profile rests', () => {
  it('are the completed ones of the quarter, from its first instant to its last', () => {
    const episodes = [
      heldAfter(-0.001),
      heldAfter(0),
      heldAfter(99),
      heldAfter(100),
      buildReturnedEpisode({ outcome: endedAfter(5, 'declined') }),
      buildReturnedEpisode(),
    ];
    expect(count(episodes)).toEqual({ ofAuthority: 2, held: 2, aboutLocality: 0 });
  });

  it('distinguish those with children of the locality, and of them those with disclosures there', () => {
    const episodes = [heldAfter(1), heldAfter(2), heldAfter(3, { locality: 'great-yarmouth' })];
    expect(count(episodes, 'rhi-1', 'rhi-3')).toEqual({
      ofAuthority: 3,
      held: 2,
      aboutLocality: 1,
    });
  });

  it('count one that covers several episodes once, and find its debrief at the main task', () => {
    const covered = { interviewId: 'interview-9', mainTaskId: 'rhi-main' };
    const episodes = [
      heldAfter(9, { ...covered, taskId: 'rhi-main', locality: 'great-yarmouth' }),
      heldAfter(9, { ...covered, taskId: 'rhi-other' }),
    ];
    expect(count(episodes, 'rhi-main')).toEqual({ ofAuthority: 1, held: 1, aboutLocality: 1 });
    expect(count([episodes[1] ?? heldAfter(9)], 'rhi-main').aboutLocality).toBe(1);
  });
});

describe('The debriefs on which a profile rests', () => {
  it('are counted once each, by who spoke, and those of other authorities’ children apart', () => {
    const disclosed = [
      buildChildEvidence('a'),
      buildChildEvidence('a', { evidenceId: 'evi-second' }),
      buildChildEvidence('b', { interviewee: 'parent-or-carer' }),
      buildChildEvidence('c', { owner: 'E06000059' }),
    ];
    expect(countDebriefs(disclosed, 'E10000020')).toEqual({
      debriefs: { child: 2, 'parent-or-carer': 1 },
      ofOtherAuthorities: 1,
    });
  });
});

describe('The referrals of a profile', () => {
  const raisedFrom = (locality: string, ...referrals: readonly Partial<Referral>[]): Episode => {
    const episode = buildReturnedEpisode({ episode: { locality } });
    if (episode.task === null) throw new Error('The child came home.');
    const whole = referrals.map((about, at) => ({
      referralId: `ref-${at}`,
      to: 'mace' as const,
      status: 'made' as const,
      on: '2026-11-02',
      raisedOn: '2026-11-02',
      ...about,
    }));
    return { ...episode, task: { ...episode.task, referrals: whole } };
  };
  const DAYS = { from: '2026-11-02', to: '2026-11-08' };

  it('are those raised on the days of the quarter from debriefs with its children, by what became of them', () => {
    const episodes = [
      raisedFrom(
        'norwich',
        { status: 'accepted' },
        { raisedOn: '2026-11-08', status: 'to-be-made' },
        { raisedOn: '2026-11-01' },
        { raisedOn: '2026-11-09' },
        { to: 'health' },
      ),
      raisedFrom('great-yarmouth', {}),
    ];
    expect(countReferrals(episodes, 'norwich', DAYS)).toEqual([
      {
        to: 'mace',
        raised: 2,
        byStatus: { 'to-be-made': 1, made: 0, accepted: 1, 'not-accepted': 0, closed: 0 },
      },
      {
        to: 'health',
        raised: 1,
        byStatus: { 'to-be-made': 0, made: 1, accepted: 0, 'not-accepted': 0, closed: 0 },
      },
    ]);
  });
});
