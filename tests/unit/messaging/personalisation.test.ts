import { makeEpisodeId } from '../../support/ids.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, toInstant } from '../../../shared/kernel/instant.ts';
import { findInstantsInLondon } from '../../../shared/kernel/london-time.ts';
import { DEFAULT_LADDER } from '../../../shared/directory/default-ladders.ts';
import { formatDeadline } from '../../../shared/messaging/deadline-words.ts';
import { personalise } from '../../../shared/messaging/personalisation.ts';
import { at } from '../../support/facts.ts';
import { ABOUT_TASK, buildExample, LINK, NOW, TASK_ID } from './example-messages.ts';
import {
  MESSAGE_TEMPLATES,
  PLACEHOLDERS,
  findTemplateForLevel,
} from '../../../shared/messaging/message-templates.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';

describe('the reference of a task', () => {
  it('is short, and always the same for a task', () => {
    expect(formatTaskReference(TASK_ID)).toBe('RHI-3F2A-91C0');
  });

  it('exists for every task id', () => {
    fc.assert(
      fc.property(fc.string(), (reference) => {
        const taskId = toTaskId(makeEpisodeId('E23000024', reference));
        expect(formatTaskReference(taskId)).toMatch(/^RHI-[0-9A-F]{4}-[0-9A-F]{4}$/);
      }),
    );
  });

  it('does not exist for anything else', () => {
    expect(() => formatTaskReference('Robin Example')).toThrow('Not the id of a task');
  });
});

describe('a deadline in words', () => {
  it('says by when', () => {
    expect(formatDeadline(at('2026-11-23T16:30Z'), NOW)).toBe('by 4:30pm on Monday 23 November');
  });

  it.each([
    ['2026-01-05T09:00Z', '2027-01-03T08:30Z', 'by 9am on Monday 5 January 2026'],
    ['2027-01-02T09:00Z', '2026-12-30T09:00Z', 'by 9am on Saturday 2 January 2027'],
    ['2027-01-01T00:00Z', '2026-12-30T09:00Z', 'by 11:59pm on Thursday 31 December'],
  ])('in another year says which: %s, told at %s', (dueAt, now, words) => {
    expect(formatDeadline(at(dueAt), at(now))).toBe(words);
  });

  it('says why there is no deadline', () => {
    expect(formatDeadline(null, NOW)).toBe('no deadline yet: the return is not confirmed');
  });

  it('at midnight is the minute before, on the day that ends', () => {
    const midnight = formatDeadline(at('2026-11-24T00:00Z'), NOW);
    expect(midnight).toBe('by 11:59pm on Monday 23 November');
    expect(formatDeadline(at('2026-07-31T23:00:30Z'), NOW)).toBe('by 11:59pm on Friday 31 July');
  });
});

describe('a deadline in words, whenever it is', () => {
  /** Milliseconds from the latest moment that the words can mean in that year until the deadline. */
  const slackOf = (dueAt: Instant): number => {
    const [, hour = '', minute = '0', half, date = '', which] =
      WORDS.exec(formatDeadline(dueAt, dueAt)) ?? [];
    const twelve = hour === 'midday' ? 12 : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
    const time = `${String(twelve).padStart(2, '0')}:${minute.padStart(2, '0')}`;
    const day = toInstant(Date.parse(`${date} ${dueAt.slice(0, 4)} UTC`)).slice(0, 10);
    const meant = findInstantsInLondon(day, time);
    const latest = which === 'before' ? meant[0] : meant.at(-1);
    return Date.parse(dueAt) - Date.parse(latest ?? '');
  };
  const WORDS =
    /^by (\d+|midday)(?::(\d\d))?(am|pm)? on [A-Z][a-z]+day (\d+ \w+)(?:, (before|after) the clocks go back)?$/;
  const during = (from: number, to: number) => fc.integer({ min: from, max: to }).map(toInstant);

  it('is never read as later than it is, nor as two minutes earlier', () => {
    const anyTime = during(Date.UTC(2026, 0, 2), Date.UTC(2026, 11, 31));
    const theNightOfTheChange = during(Date.UTC(2026, 9, 24, 22), Date.UTC(2026, 9, 25, 4));
    fc.assert(
      fc.property(fc.oneof(anyTime, theNightOfTheChange), (dueAt) => {
        expect(slackOf(dueAt)).toBeGreaterThanOrEqual(0);
        expect(slackOf(dueAt)).toBeLessThan(120_000);
      }),
      { numRuns: 1000 },
    );
  });

  it('says which of the two it is in the hour that clocks show twice', () => {
    expect(formatDeadline(at('2026-10-25T00:30Z'), NOW)).toBe(
      'by 1:30am on Sunday 25 October, before the clocks go back',
    );
    expect(formatDeadline(at('2026-10-25T01:30Z'), NOW)).toBe(
      'by 1:30am on Sunday 25 October, after the clocks go back',
    );
  });
});

describe('the personalisation of a message', () => {
  it('is the reference, the deadline in words and a link', () => {
    expect(personalise('breach', ABOUT_TASK, NOW)).toEqual({
      reference: 'RHI-3F2A-91C0',
      deadline: 'by 4:30pm on Monday 23 November',
      link: LINK.href,
    });
  });

  it('has the day of the plan', () => {
    const personalisation = personalise(
      'acknowledged',
      { ...ABOUT_TASK, planDate: '2026-11-24' },
      NOW,
    );
    expect(personalisation['plan']).toBe('Tuesday 24 November');
  });

  it('has the level in words, and refuses any other text', () => {
    const personalisation = personalise('escalation', { ...ABOUT_TASK, level: 'breach-72h' }, NOW);
    expect(personalisation['level']).toBe('breach 72h');
    expect(() =>
      personalise('escalation', { ...ABOUT_TASK, level: 'Robin was at the station' }, NOW),
    ).toThrow('The id of the level is not valid');
  });

  it('has the tasks in groups, each with its number, its references and what is to be known', () => {
    const goesUp = { to: 'head-of-service', at: at('2026-11-21T04:30Z') } as const;
    const tasks = [
      { ...ABOUT_TASK, group: 'to-acknowledge' as const, goesUp },
      { taskId: `rhi-${'b'.repeat(32)}`, dueAt: null, group: 'new' as const },
      { taskId: `rhi-${'c'.repeat(32)}`, dueAt: null, group: 'new' as const },
    ];
    expect(personalise('several', { tasks, link: LINK }, NOW)).toEqual({
      interviews: '3 return home interviews',
      list: [
        'Past the deadline, to be acknowledged: 1 return home interview',
        'RHI-3F2A-91C0, by 4:30pm on Monday 23 November; goes to the head of service at 4:30am on Saturday 21 November if nobody acknowledges it',
        '',
        'New: 2 return home interviews',
        'RHI-BBBB-BBBB, no deadline yet: the return is not confirmed',
        'RHI-CCCC-CCCC, no deadline yet: the return is not confirmed',
      ].join('\n'),
      first:
        'Past the deadline, to be acknowledged: RHI-3F2A-91C0, by 4:30pm on Monday 23 November. And 2 more',
      link: LINK.href,
    });
  });

  it('counts one interview as one', () => {
    const tasks = [{ ...ABOUT_TASK, group: 'late' as const }];
    const { interviews } = personalise('digest', { tasks, link: LINK }, NOW);
    expect(interviews).toBe('1 return home interview');
  });

  it('lists 100 tasks, says how many more there are and counts them all', () => {
    const tasks = Array.from({ length: 10_000 }, () => ({
      ...ABOUT_TASK,
      group: 'late' as const,
    }));
    const { interviews, list = '' } = personalise('digest', { tasks, link: LINK }, NOW);
    expect(interviews).toBe('10000 return home interviews');
    expect(list.split('\n')).toHaveLength(103);
    expect(list).toMatch(/\nand 9900 more, in Homeward$/);
  });

  it('says in a text message as many tasks as fit, and how many more there are', () => {
    const tasks = Array.from({ length: 9 }, () => ({ ...ABOUT_TASK, group: 'new' as const }));
    const { first = '' } = personalise('several', { tasks, link: LINK }, NOW);
    expect(first).toBe(
      'New: RHI-3F2A-91C0, by 4:30pm on Monday 23 November. New: RHI-3F2A-91C0, by 4:30pm on Monday 23 November. And 7 more',
    );
  });

  it.each(MESSAGE_TEMPLATES)('has exactly the placeholders of %s', (template) => {
    expect(Object.keys(buildExample(template)).sort()).toEqual([...PLACEHOLDERS[template]].sort());
  });
});

describe('the template of a level', () => {
  it('is specific for every level of the default ladder', () => {
    const templates = DEFAULT_LADDER.map(({ level }) => findTemplateForLevel(level));
    expect(templates).not.toContain('escalation');
  });

  it.each(['breach-72h', 'several', 'digest', 'undeliverable'])(
    'is the general one for %s, a level that an authority made up',
    (level) => {
      expect(findTemplateForLevel(level)).toBe('escalation');
    },
  );
});
