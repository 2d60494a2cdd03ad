import { makeEpisodeId } from './ids.ts';
import { debriefBodySchema, type DebriefBody } from '../../shared/episodes/debrief-api.ts';
import type { ChildFields, ReportFields } from '../../shared/police-contract/notification.ts';
import { recordDebrief } from '../../shared/casework/record-debrief.ts';
import { recordOutcome, type OutcomeBody } from '../../shared/casework/record-outcome.ts';
import { listReports } from '../../shared/police-reports/list-reports.ts';
import { sendReport } from '../../shared/police-reports/send-report.ts';
import { receiveMessage } from '../../shared/intake/receive-message.ts';
import { createNotificationSequences } from '../../shared/intake/record-notification.ts';
import { at, buildFoundFact, buildReportedFact, buildReturnedFact } from './facts.ts';
import { bodyOf, type PoliceEvent } from './messages.ts';
import { buildDebriefBody, buildItemBody, buildOutcomeBody } from './work-bodies.ts';
import { createWorkWorld, makeTaskId, NOW, P1, RETURNED_AT } from './work-world.ts';
import { readValue } from './results.ts';
import type { Caller } from '../../shared/access/caller.ts';
import {
  type IntelligenceReportBody,
  intelligenceReportBodySchema,
} from '../../shared/police-reports/report-api.ts';
import type { Fact } from '../../shared/episodes/fact.ts';

export const REFERENCE = 'NC-2026-007731';
export const TASK = makeTaskId(REFERENCE);
export const EPISODE = makeEpisodeId('E23000024', REFERENCE);
export const FORCE = 'E23000024';

/** A child by whom no sentence of these tests is meant. */
export const ZUBAIDA: ChildFields = {
  givenName: 'Zubaida',
  familyName: 'Falkenrath',
  aliases: ['Zubi'],
  dateOfBirth: '2011-05-09',
  homePostcode: 'NR3 1AU',
  nhsNumber: '9434765870',
  upn: 'B801200005001',
  policePersonId: 'PP-880123',
  authorityChildId: 'N000123',
};

/** She was missing from care, was found, and came home. */
export const buildReturnFromCare = (
  about: Partial<ReportFields> = {},
  reference = REFERENCE,
): readonly Fact[] => [
  buildReportedFact(
    {
      child: ZUBAIDA,
      missingFrom: {
        kind: 'care',
        name: 'Oakdale Grange',
        urn: 'SC482910',
        place: { postcode: 'NR7 0AA', description: '14 Larkspur Avenue, Norwich' },
      },
      ...about,
    },
    { reference },
  ),
  buildFoundFact({}, { reference }),
  buildReturnedFact({ returnedAt: RETURNED_AT }, { reference }),
];

/** At a bus station, with an adult by nickname and an online handle. */
export const AT_THE_STATION = buildItemBody({
  forPolice: true,
  provenance: 'saw',
  place: { name: 'Riverside bus station', postcode: 'NR1 1EF' },
  people: [
    {
      kind: 'person',
      role: 'adult-of-concern',
      nickname: 'Tiny',
      description: 'About 30, grey tracksuit',
    },
  ],
  online: { platform: 'messaging', handle: 'tiny_norwich' },
  weekday: 'friday',
  timeOfDay: '22:30',
  disclosed: 'He gave me a phone and I was scared.',
});

export const REPORT_TEXT = 'On Fridays an adult hands out phones at the stands for country buses.';

export const reportBody = (
  key: string,
  about: Partial<Record<keyof IntelligenceReportBody, unknown>> = {},
): IntelligenceReportBody =>
  intelligenceReportBodySchema.parse({
    key: `key-of-${key}`,
    taskVersion: 4,
    items: [1],
    text: REPORT_TEXT,
    handling: 'P',
    ...about,
  });

/** A task with its debrief: version 4. */
export const createReportWorld = async (
  items: readonly DebriefBody['items'][number][] = [AT_THE_STATION],
  {
    facts = buildReturnFromCare(),
    interviewee = 'child',
  }: { facts?: readonly Fact[]; interviewee?: DebriefBody['interviewee'] } = {},
) => {
  const world = createWorkWorld();
  let tokens = 0;
  const ports = { ...world.ports, makeToken: () => `token-${(tokens += 1)}` };
  const declined: Partial<OutcomeBody> = {
    outcome: 'declined',
    reason: 'no-reason-given',
    parentOffered: true,
    parentGave: true,
  };
  await world.receiveFacts(facts);
  await world.runtime.runPublish();
  const outcome = buildOutcomeBody('outcome', interviewee === 'child' ? {} : declined);
  readValue(await recordOutcome(world.ports, { taskId: TASK, body: outcome }, P1, NOW));
  const debrief = debriefBodySchema.parse(
    buildDebriefBody('debrief', { interviewee, items: [...items] }),
  );
  readValue(await recordDebrief(world.ports, { taskId: TASK, body: debrief }, P1, NOW));

  const send = (
    about: Partial<Record<keyof IntelligenceReportBody, unknown>> = {},
    key = 'report',
    caller: Caller = P1,
  ) => sendReport(ports, { taskId: TASK, body: reportBody(key, about) }, caller, NOW);

  const list = async (caller: Caller = P1) =>
    readValue(await listReports(world.stores, TASK, caller)).items;

  /** Reports pending for forces, oldest first. */
  const listPendingReports = async () => {
    const pending = await world.stores.replies.listPending(at('2030-01-01T00:00Z'), 100);
    return pending.filter(({ reply }) => reply.kind === 'report');
  };

  let messages = 0;
  const receive = (event: PoliceEvent, messageId = `m-${(messages += 1)}`) =>
    receiveMessage(
      { ...world.stores, ...ports, runInSequence: createNotificationSequences() },
      {
        messageId,
        body: bodyOf(event),
        receivedAt: at('2026-11-21T09:00Z'),
        firstReceivedAt: at('2026-11-21T09:00Z'),
        source: null,
      },
    );

  return { ...world, ports, send, list, listPendingReports, receive };
};
export type ReportWorld = Awaited<ReturnType<typeof createReportWorld>>;
