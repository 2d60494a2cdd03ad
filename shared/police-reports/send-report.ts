import type { Directory } from '../directory/directory.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Episode } from '../episodes/episode.ts';
import type { Instant } from '../kernel/instant.ts';
import { type IntelligenceReport, createReportId } from '../intelligence/report.ts';
import { checkReport } from './report-rules.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import type { Decided } from '../casework/record-action.ts';
import { recordWork, type WorkInput } from '../casework/record-work.ts';
import type { TaskRecord } from '../casework/task-record.ts';
import type { CaseworkDependencies } from '../casework/task-record.ts';
import { type Result, refuseBody, refuseBrokenRules } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { readCatalogue } from '../intelligence/list-codes.ts';
import { composeReport, type DebriefWithTexts, type ReportContent } from './compose-report.ts';
import { readIdentifyingDetails } from './sanitise/identifying.ts';
import { createSanitiser, type Sanitiser } from './sanitise/sanitiser.ts';
import type { IntelligenceReportBody } from './report-api.ts';
import { readCurrentDebrief } from '../episodes/read-debrief.ts';
import type { Tokens } from '../kernel/system-random.ts';

export interface ReportDependencies extends CaseworkDependencies {
  readonly makeToken: Tokens;
}

/** The force in the request, else that of the episode; null if it serves neither authority of the episode. */
const chooseForce = (
  requested: string | undefined,
  { force, responsibleAuthority, hostAuthority }: Episode,
  { forces }: Directory,
): string | null => {
  const found = forces.find(({ code }) => code === (requested ?? force));
  const serves = [responsibleAuthority, hostAuthority].some((authority) =>
    found?.authorities.includes(authority),
  );
  return found !== undefined && serves ? found.code : null;
};

const listAreaNames = ({ authorities }: Directory): readonly string[] =>
  authorities.flatMap(({ name, localities }) => [name, ...localities.map((area) => area.name)]);

const createReportSanitiser = async (
  { episodes, directory }: CaseworkDependencies,
  record: TaskRecord,
  { debrief }: DebriefWithTexts,
): Promise<Sanitiser> =>
  createSanitiser(
    await readIdentifyingDetails(episodes, record),
    debrief.interviewee,
    listAreaNames(directory),
  );

/** Below the limit of a queue message, in bytes of UTF-8. */
const MOST_BYTES = 200_000;

const isTooLarge = (report: IntelligenceReport): boolean =>
  Buffer.byteLength(JSON.stringify(report), 'utf8') > MOST_BYTES;

const NO_DEBRIEF = refuseBody(
  'task-without-debrief',
  '',
  'This task has no current debrief to take a report from.',
);
const NO_SUCH_FORCE = refuseBody(
  'unknown-force',
  '/force',
  'Enter a force that serves the responsible or the host authority.',
);
const TOO_LARGE = refuseBody(
  'invalid-value',
  '/items',
  'This report is too long. Send several reports.',
);

const composeContent = async (
  dependencies: ReportDependencies,
  body: IntelligenceReportBody,
  record: TaskRecord,
  read: DebriefWithTexts,
): Promise<Result<ReportContent>> => {
  const [sanitiser, codes] = await Promise.all([
    createReportSanitiser(dependencies, record, read),
    readCatalogue(dependencies, record.stored.episode.responsibleAuthority),
  ]);
  return composeReport(body, read, sanitiser, codes);
};

const decideReport = async (
  dependencies: ReportDependencies,
  body: IntelligenceReportBody,
  record: TaskRecord,
  now: Instant,
): Promise<Result<Decided>> => {
  const { episode } = record.stored;
  const { responsibleAuthority: authority } = episode;
  const { episodes } = dependencies;
  const { stored, actions } = record;
  const read = await readCurrentDebrief(episodes, stored, actions, body.interviewee);
  if (read === null) return NO_DEBRIEF;
  const broken = refuseBrokenRules(
    checkReport(body, { items: read.debrief.items, texts: read.texts }),
  );
  if (broken !== null) return broken;
  const force = chooseForce(body.force, episode, dependencies.directory);
  if (force === null) return NO_SUCH_FORCE;
  const composed = await composeContent(dependencies, body, record, read);
  if ('refusal' in composed) return composed;
  const reportId = createReportId(dependencies.makeToken());
  const submittedOn = toLondonDate(now);
  const report = { reportId, force, authority, at: now, submittedOn, ...composed.value };
  if (isTooLarge(report)) return TOO_LARGE;
  const { debriefId } = read.debrief;
  const { items, handling } = body;
  return {
    value: {
      detail: { kind: 'intelligence-report', reportId, debriefId, force, items, handling },
      report,
    },
  };
};

/**
 * Sends chosen items of the current debrief to police, in the way of a reply: stored with the action, sent from the
 * stream, and by the reconciler if that fails. A report that identifies the child or the interviewee is refused
 * (decision 0019). A sent report is never recalled.
 */
export const sendReport = (
  dependencies: ReportDependencies,
  input: WorkInput<IntelligenceReportBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(dependencies, 'intelligence-report', input, caller, now, ({ record }) =>
    decideReport(dependencies, input.body, record, now),
  );
