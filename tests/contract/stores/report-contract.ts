import { beforeEach, describe, expect, it } from 'vitest';
import type { IntelligenceGrade } from '../../../shared/intelligence/grade.ts';
import type { IntelligenceReport } from '../../../shared/intelligence/report.ts';
import { INTELLIGENCE_EXAMPLE } from '../../../shared/police-contract/documentation/intelligence-examples.ts';
import { buildAction } from '../../support/actions.ts';
import { at, buildFoundFact, buildReportedFact } from '../../support/facts.ts';
import type { ReceivedGrade } from '../../../shared/episodes/report-store.ts';
import type { CoreStores } from '../../support/core-stores.ts';
import { buildStoredEpisode, buildEpisodeWrite } from '../../support/returned-episodes.ts';

const LATE = at('2026-12-31T00:00Z');
const FACTS = [buildReportedFact(), buildFoundFact()] as const;
const STORED = buildStoredEpisode(FACTS);
const EPISODE = STORED.episode.episodeId;

const { items, text, handling } = INTELLIGENCE_EXAMPLE.data;

const report = (reportId: string): IntelligenceReport => ({
  reportId,
  force: 'E23000024',
  authority: 'E10000020',
  at: at('2026-11-24T15:10Z'),
  submittedOn: '2026-11-24',
  items: items as IntelligenceReport['items'],
  text,
  handling: handling as IntelligenceReport['handling'],
});

const grade = (id: string, about: Partial<IntelligenceGrade> = {}): IntelligenceGrade => ({
  id,
  force: 'E23000024',
  reportId: 'rep-1',
  time: '2026-11-26T09:00:00.000000000Z',
  source: 2,
  information: 'C',
  handling: 'C',
  conditions: null,
  gradedAt: null,
  ...about,
});

const received = (one: IntelligenceGrade, messageId = `m-of-${one.id}`): ReceivedGrade => ({
  grade: one,
  body: `body of ${one.id}`,
  contentHash: `hash-of-${one.id}`,
  messageId,
  receivedAt: at('2026-11-26T09:00Z'),
  firstReceivedAt: at('2026-11-26T09:01Z'),
  warnings: [{ code: 'unknown-member', path: '/data/x', message: 'unused' }],
});

/** What reports to police and their grades must do, in memory and on DynamoDB alike. */
export const describeReports = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`the reports of a store ${name}`, () => {
    let stores: CoreStores;
    const sendReport = async (reportId: string, recordedAt = '2026-11-24T15:10Z') => {
      const { stored } = await stores.episodes.read(EPISODE);
      if (stored === null) throw new Error('There is no episode.');
      const action = buildAction(
        {
          kind: 'intelligence-report',
          reportId,
          debriefId: 'deb-1',
          items: [1],
          force: 'E23000024',
          handling: 'C',
        },
        { recordedAt: at(recordedAt) },
      );
      const next = { ...stored, version: stored.version + 1 };
      const actions = [{ action, texts: {}, debrief: null, report: report(reportId) }];
      return stores.episodes.change([
        { previous: stored, next, actions, escalations: [], alerts: [], claim: null },
      ]);
    };
    const listPendingKinds = async () =>
      (await stores.replies.listPending(LATE, 10)).map(({ reply }) => reply.kind);

    beforeEach(async () => {
      stores = await open();
      await stores.episodes.write(buildEpisodeWrite([FACTS[0]]));
      await stores.episodes.write(buildEpisodeWrite([FACTS[0], FACTS[1]]));
      for (const pending of await stores.replies.listPending(LATE, 10)) {
        await stores.replies.markReplied(pending.key, LATE);
      }
    });

    it('store a report with its action, pending for its force until it is sent', async () => {
      expect(await sendReport('rep-1')).toBe('written');
      const [pending] = await stores.replies.listPending(LATE, 10);
      expect(pending).toMatchObject({
        force: 'E23000024',
        messageId: null,
        reply: { kind: 'report', report: report('rep-1') },
      });
      if (pending === undefined) throw new Error('There is no pending reply.');
      await stores.replies.markReplied(pending.key, at('2026-11-24T15:10:02Z'));
      expect(await listPendingKinds()).toEqual([]);
      expect(await stores.reports.listReports(EPISODE)).toEqual([
        { report: report('rep-1'), sentAt: at('2026-11-24T15:10:02Z'), grades: [] },
      ]);
    });

    it('store no report without its action: the whole change or none of it', async () => {
      await sendReport('rep-1');
      expect(await sendReport('rep-1', '2026-11-24T16:00Z')).toBe('conflict');
      expect((await stores.episodes.read(EPISODE)).actions).toHaveLength(1);
    });

    it('are not read with the facts and the state of their episode', async () => {
      await sendReport('rep-1');
      expect(JSON.stringify(await stores.episodes.read(EPISODE))).not.toContain('telephones');
    });

    it('are found by their id alone, as far as a force may know', async () => {
      await sendReport('rep-1');
      expect(await stores.reports.findForce('rep-1')).toBe('E23000024');
      expect(await stores.reports.findForce('rep-2')).toBeNull();
    });

    it('store every grade with the report, each once, with a pending reply to each', async () => {
      await sendReport('rep-1');
      await sendReport('rep-2', '2026-11-24T16:00Z');
      const [first, second] = [grade('g-1'), grade('g-2', { gradedAt: LATE, conditions: 'No.' })];
      expect(await stores.reports.writeGrade(received(second))).toEqual({ outcome: 'written' });
      expect(await stores.reports.writeGrade(received(first))).toEqual({ outcome: 'written' });
      const reports = await stores.reports.listReports(EPISODE);
      const graded = reports.find((one) => one.report.reportId === 'rep-1');
      expect(new Set(graded?.grades)).toEqual(new Set([first, second]));
      expect(reports.find((one) => one.report.reportId === 'rep-2')?.grades).toEqual([]);
      expect((await listPendingKinds()).filter((kind) => kind === 'grade-accepted')).toHaveLength(
        2,
      );
    });

    it('recognise an id that was used, for a grade or an episode, and overwrite nothing', async () => {
      await sendReport('rep-1');
      await stores.reports.writeGrade(received(grade('g-1')));
      const again = grade('g-1', { source: 3 });
      expect(await stores.reports.writeGrade(received(again, 'm-2'))).toEqual({
        outcome: 'known',
        known: { reportId: 'rep-1', contentHash: 'hash-of-g-1', messageId: 'm-of-g-1' },
      });
      const [reportRead] = await stores.reports.listReports(EPISODE);
      expect(reportRead?.grades).toEqual([grade('g-1')]);
      expect(await stores.reports.writeGrade(received(grade(FACTS[0].id)))).toMatchObject({
        outcome: 'known',
        known: { episodeId: EPISODE },
      });
      const fact = buildReportedFact({}, { id: 'g-1', reference: 'NC-2' });
      expect(await stores.episodes.write(buildEpisodeWrite([fact]))).toMatchObject({
        outcome: 'known',
        known: { reportId: 'rep-1' },
      });
    });

    it('have a pending reply to a duplicate grade, about the report', async () => {
      await stores.duplicates.write({
        reportId: 'rep-1',
        force: 'E23000024',
        reference: 'rep-1',
        notificationId: 'g-1',
        receivedAt: at('2026-11-26T10:00Z'),
        firstReceivedAt: at('2026-11-26T10:00Z'),
        messageId: 'm-9',
      });
      const [pending] = await stores.replies.listPending(LATE, 10);
      expect(pending?.reply).toEqual({ kind: 'grade-duplicate', reportId: 'rep-1' });
    });
  });
};
