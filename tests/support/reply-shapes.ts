import type * as z from 'zod';
import { episodeDetailSchema, episodeListSchema } from '../../shared/episodes/episode-api.ts';
import { evidenceListSchema } from '../../shared/themes/evidence-api.ts';
import { authorityProfileSchema } from '../../shared/profiles/authority-profile-api.ts';
import { practitionerListSchema } from '../../shared/directory/practitioner-api.ts';
import { problemSchema } from '../../shared/kernel/problem.ts';
import { rejectionDetailSchema, rejectionListSchema } from '../../shared/intake/rejection-api.ts';
import {
  recordedActionViewSchema,
  taskListItemSchema,
  taskListSchema,
} from '../../shared/episodes/task-api.ts';
import { themesViewSchema } from '../../shared/themes/themes-api.ts';
import type { Reply } from './web-world.ts';
import { partnersProfileSchema } from '../../shared/profiles/locality-profile-api.ts';
import { hotspotsViewSchema } from '../../shared/themes/hotspots-api.ts';
import { escalationListSchema } from '../../shared/escalation/list-escalations.ts';
import { timescalesViewSchema } from '../../shared/casework/timescales.ts';

const parseReplyWith =
  <Shape>(schema: z.ZodType<Shape>) =>
  ({ status, body }: Reply): Shape => {
    if (status >= 300) throw new Error(`Got status ${status}: ${JSON.stringify(body)}`);
    return schema.parse(body);
  };

export const parseEpisodes = parseReplyWith(episodeListSchema);
export const parseEpisode = parseReplyWith(episodeDetailSchema);
export const parseTasks = parseReplyWith(taskListSchema);
export const parseTask = parseReplyWith(taskListItemSchema);
export const parseRecorded = parseReplyWith(recordedActionViewSchema);
export const parseEscalations = parseReplyWith(escalationListSchema);
export const parseTimescales = parseReplyWith(timescalesViewSchema);
export const parseThemes = parseReplyWith(themesViewSchema);
export const parseHotspots = parseReplyWith(hotspotsViewSchema);
export const parseEvidence = parseReplyWith(evidenceListSchema);
export const parseProfile = parseReplyWith(authorityProfileSchema);
export const parsePartnersProfile = parseReplyWith(partnersProfileSchema);
export const parsePractitioners = parseReplyWith(practitionerListSchema);
export const parseRejections = parseReplyWith(rejectionListSchema);
export const parseRejection = parseReplyWith(rejectionDetailSchema);

/** The last part of the problem's type, with the code and path of each of its errors. */
export const parseProblem = ({ status, headers, body }: Reply) => {
  const problem = problemSchema.parse(body);
  if (headers.get('content-type') !== 'application/problem+json' || problem.status !== status) {
    throw new Error(`Not problem details: ${JSON.stringify(problem)}`);
  }
  return {
    status,
    code: problem.type.replace('urn:homeward:problem:', ''),
    errors: (problem.errors ?? []).map(({ code, path }) => ({ code, path })),
  };
};
