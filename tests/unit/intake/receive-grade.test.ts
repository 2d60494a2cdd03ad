import { beforeEach, describe, expect, it } from 'vitest';
import { createReplyEvent } from '../../../shared/intake/send-reply.ts';
import { at } from '../../support/facts.ts';
import {
  buildFound,
  DORSET_FORCE,
  type EventOverrides,
  sourceOf,
  buildGraded,
} from '../../support/messages.ts';
import {
  createReportWorld,
  FORCE,
  REFERENCE,
  type ReportWorld,
} from '../../support/report-world.ts';
import { NOW } from '../../support/work-world.ts';
import { readValue } from '../../support/results.ts';

describe('a grade that comes back', () => {
  let world: ReportWorld;
  let reportId = '';
  beforeEach(async () => {
    world = await createReportWorld();
    readValue(await world.send());
    reportId = (await world.list())[0]?.reportId ?? '';
  });

  const grade = (about: EventOverrides = {}) => buildGraded({ subject: reportId, ...about });

  const listPendingReplies = async () =>
    (await world.stores.replies.listPending(at('2030-01-01T00:00Z'), 100)).filter(
      ({ reply }) => reply.kind !== 'report',
    );

  const stored = async () => {
    const [report] = await world.list();
    return (
      report?.grade && `${report.grade.source}${report.grade.information}${report.grade.handling}`
    );
  };

  it('is stored with its report, which is graded from then on', async () => {
    const data = { conditions: 'Not to leave us.', gradedAt: '2026-11-21T07:00:00Z' };
    expect(await world.receive(grade({ data }))).toBe('accepted');
    const [report] = await world.list();
    expect(report?.state).toBe('graded');
    expect(report?.grade).toEqual({
      source: 2,
      information: 'C',
      handling: 'P',
      conditions: 'Not to leave us.',
      gradedAt: '2026-11-21T07:00:00.000Z',
      time: '2026-11-21T08:00:00.000000000Z',
    });
  });

  it('is answered with the report, and never with the episode or the child', async () => {
    await world.receive(grade({ data: { weather: 'rain' } }));
    const [pending] = await listPendingReplies();
    const reply = pending && createReplyEvent(pending);
    expect(reply).toMatchObject({
      type: 'uk.authority.missing-child.accepted.v1',
      subject: reportId,
      data: {
        notificationId: 'grade-1',
        reportId,
        warnings: [{ code: 'unknown-member', path: '/data/weather' }],
      },
    });
    expect(reply).not.toHaveProperty('data.episodeId');
    expect(JSON.stringify(reply)).not.toMatch(/"(ep|rhi|ch)-/);
  });

  it('is known when the queue brings the same message again, and a duplicate in another one', async () => {
    await world.receive(grade(), 'm-1');
    expect(await world.receive(grade(), 'm-1')).toBe('seen-before');
    expect(await world.receive(grade(), 'm-2')).toBe('duplicate');
    const pending = await listPendingReplies();
    const duplicate = pending.find(({ messageId }) => messageId === 'm-2');
    expect(pending).toHaveLength(2);
    expect(duplicate && createReplyEvent(duplicate)).toMatchObject({
      type: 'uk.authority.missing-child.duplicate.v1',
      subject: reportId,
      data: { notificationId: 'grade-1', reportId },
    });
    expect(duplicate && createReplyEvent(duplicate)).not.toHaveProperty('data.episodeId');
  });

  const errorsOf = async (messageId: string) => {
    const pending = (await listPendingReplies()).find((one) => one.messageId === messageId);
    return pending?.reply.kind === 'rejected'
      ? pending.reply.errors.map(({ code, path }) => `${code} ${path}`)
      : [];
  };

  it('is refused when its id comes again with another grade: the first stays', async () => {
    await world.receive(grade());
    const other = grade({ data: { information: 'A' } });
    expect(await world.receive(other, 'm-2')).toBe('rejected');
    expect(await errorsOf('m-2')).toEqual(['id-reused /id']);
    expect(await stored()).toBe('2CP');
  });

  it('may not have the id of a notification about an episode, nor such a one that of a grade', async () => {
    await world.receive(buildFound({ id: 'n-1' }));
    expect(await world.receive(grade({ id: 'n-1' }), 'm-2')).toBe('rejected');
    expect(await errorsOf('m-2')).toEqual(['id-reused /id']);
    await world.receive(grade({ id: 'n-2' }));
    expect(await world.receive(buildFound({ id: 'n-2' }), 'm-4')).toBe('rejected');
    expect(await errorsOf('m-4')).toEqual(['id-reused /id']);
  });

  it('of a report that never was, and of one that another force got, is refused in the same words', async () => {
    const never = `rep-${'0'.repeat(32)}`;
    expect(await world.receive(grade({ subject: never }), 'm-1')).toBe('rejected');
    const foreign = grade({ source: sourceOf(DORSET_FORCE) });
    expect(await world.receive(foreign, 'm-2')).toBe('rejected');
    expect(await errorsOf('m-1')).toEqual(['unknown-report /subject']);
    const [first, second] = (await listPendingReplies()).map(({ reply }) => reply);
    expect(second).toEqual(first);
    expect(await stored()).toBeNull();
  });

  it('is kept when it cannot be used, and answered to its force', async () => {
    expect(await world.receive(grade({ data: { source: 9 } }), 'm-1')).toBe('rejected');
    const [pending] = await listPendingReplies();
    expect(pending).toMatchObject({ force: FORCE, reference: reportId, notificationId: 'grade-1' });
    expect(await errorsOf('m-1')).toEqual(['invalid-value /data/source']);
  });

  it('gives way to one that was recorded later, whichever comes first', async () => {
    await world.receive(grade({ id: 'b', time: '2026-11-21T08:30:00Z', data: { source: 1 } }));
    await world.receive(grade({ id: 'a', time: '2026-11-21T08:00:00Z', data: { source: 3 } }));
    expect(await stored()).toBe('1CP');
    await world.receive(grade({ id: 'c', time: '2026-11-21T08:30:00Z', data: { source: 2 } }));
    expect(await stored()).toBe('2CP');
  });

  it('changes nothing of the episode', async () => {
    const before = await world.read(REFERENCE);
    await world.receive(grade());
    expect(await world.read(REFERENCE)).toEqual(before);
    expect(
      (await world.detail(REFERENCE, NOW)).history.filter(({ source }) => source === 'police'),
    ).toHaveLength(3);
  });
});
