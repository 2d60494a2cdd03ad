import type * as z from 'zod';
import { episodeDetailSchema, episodeListSchema } from '../../shared/episodes/episode-api.ts';
import { evidenceListSchema } from '../../shared/themes/evidence-api.ts';
import { authorityProfileSchema } from '../../shared/profiles/authority-profile-api.ts';
import { practitionerListSchema } from '../../shared/directory/practitioner-api.ts';
import { problemSchema } from '../../shared/kernel/problem.ts';
import { rejectionDetailSchema, rejectionListSchema } from '../../shared/intake/rejection-api.ts';
import {
  recordedActionViewSchema,
  taskViewSchema,
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

export const episodesIn = parseReplyWith(episodeListSchema);
export const episodeIn = parseReplyWith(episodeDetailSchema);
export const tasksIn = parseReplyWith(taskListSchema);
export const taskIn = parseReplyWith(taskViewSchema);
export const recordedIn = parseReplyWith(recordedActionViewSchema);
export const escalationsIn = parseReplyWith(escalationListSchema);
export const timescalesIn = parseReplyWith(timescalesViewSchema);
export const themesIn = parseReplyWith(themesViewSchema);
export const placesIn = parseReplyWith(hotspotsViewSchema);
export const evidenceIn = parseReplyWith(evidenceListSchema);
export const profileIn = parseReplyWith(authorityProfileSchema);
export const partnersProfileIn = parseReplyWith(partnersProfileSchema);
export const practitionersIn = parseReplyWith(practitionerListSchema);
export const rejectionsIn = parseReplyWith(rejectionListSchema);
export const rejectionIn = parseReplyWith(rejectionDetailSchema);

/** The last part of the problem's type, with the code and path of each of its errors. */
export const problemIn = ({ status, headers, body }: Reply) => {
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
