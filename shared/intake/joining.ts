import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import { ownsTask } from '../episodes/episode.ts';
import {
  type EpisodeRecord,
  findOpeningReport,
  listJoinings,
  type ReferenceRecord,
} from '../episodes/reference-record.ts';
import {
  actionIdSchema,
  actionRequestFields,
  episodeIdSchema,
  textSchema,
} from '../kernel/api-fields.ts';
import { NOT_FOUND, refuseBody, type Result } from '../kernel/result.ts';

export const joiningBodySchema = z
  .strictObject({
    key: actionRequestFields.key,
    joined: z.boolean().meta({
      description:
        'True: the child was missing once, in this episode and the one before it. False: takes that back.',
    }),
    reason: textSchema,
  })
  .meta({ id: 'JoiningBody' });
export type JoiningBody = z.infer<typeof joiningBodySchema>;

export const joinedEpisodesSchema = z
  .object({
    actionId: actionIdSchema,
    episodeIds: z
      .array(episodeIdSchema)
      .meta({ description: 'The episodes of the reference now, oldest first.' }),
  })
  .meta({ id: 'JoinedEpisodes' });
export type JoinedEpisodes = z.infer<typeof joinedEpisodesSchema>;

export interface JoiningInput {
  readonly episodeId: string;
  readonly body: JoiningBody;
}

const FIRST = refuseBody(
  'first-episode',
  '',
  'This is the first episode of its reference. Join the later one to it.',
);
const ALREADY_JOINED = refuseBody(
  'already-joined',
  '/joined',
  'This episode is already one with the one before it.',
);
const NOT_JOINED = refuseBody(
  'not-joined',
  '/joined',
  'Nobody has joined this episode to the one before it.',
);
const OTHER_AUTHORITY = refuseBody(
  'other-authority',
  '',
  'The episode before this one belongs to another authority. Ask its manager about it.',
);

const owns = (caller: Caller, record: EpisodeRecord | undefined): boolean =>
  record !== undefined && record.stored !== null && ownsTask(caller, record.stored.episode);

interface JoiningReport {
  /** The notification that opened the episode. */
  readonly reportId: string;
  /** The action that is taken back. */
  readonly corrects: string | null;
}

const findReportToSeparate = (
  { actions }: EpisodeRecord,
  reportId: string,
): Result<JoiningReport> => {
  const last = listJoinings(actions).get(reportId);
  return last?.joined === true ? { value: { reportId, corrects: last.actionId } } : NOT_JOINED;
};

/** What is joined or separated; a refusal when that cannot be. */
export const findJoiningReport = (
  { facts }: ReferenceRecord,
  records: readonly EpisodeRecord[],
  { episodeId, body: { joined } }: JoiningInput,
  caller: Caller,
): Result<JoiningReport> => {
  const report = findOpeningReport(facts, episodeId);
  const isAbout = (one: EpisodeRecord): boolean =>
    report === null ? one.episodeId === episodeId : one.facts.some(({ id }) => id === report.id);
  const at = records.findIndex(isAbout);
  const own = records[at];
  if (own === undefined || !owns(caller, own)) return NOT_FOUND;
  if (report === null) return FIRST;
  if (!joined) return findReportToSeparate(own, report.id);
  if (own.episodeId !== episodeId) return ALREADY_JOINED;
  return owns(caller, records[at - 1])
    ? { value: { reportId: report.id, corrects: null } }
    : OTHER_AUTHORITY;
};
