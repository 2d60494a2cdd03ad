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

const answerOf =
  <Shape>(schema: z.ZodType<Shape>) =>
  ({ status, body }: Reply): Shape => {
    if (status >= 300) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
    return schema.parse(body);
  };

export const episodesIn = answerOf(episodeListSchema);
export const episodeIn = answerOf(episodeDetailSchema);
export const tasksIn = answerOf(taskListSchema);
export const taskIn = answerOf(taskViewSchema);
export const recordedIn = answerOf(recordedActionViewSchema);
export const escalationsIn = answerOf(escalationListSchema);
export const timescalesIn = answerOf(timescalesViewSchema);
export const themesIn = answerOf(themesViewSchema);
export const placesIn = answerOf(hotspotsViewSchema);
export const evidenceIn = answerOf(evidenceListSchema);
export const profileIn = answerOf(authorityProfileSchema);
export const partnersProfileIn = answerOf(partnersProfileSchema);
export const practitionersIn = answerOf(practitionerListSchema);
export const rejectionsIn = answerOf(rejectionListSchema);
export const rejectionIn = answerOf(rejectionDetailSchema);

/** The last part of the problem's type, with the code and path of each of its errors. */
export const problemIn = ({ status, headers, body }: Reply) => {
  const problem = problemSchema.parse(body);
  if (headers.get('content-type') !== 'application/problem+json' || problem.status !== status) {
    throw new Error(`No problem details: ${JSON.stringify(problem)}`);
  }
  return {
    status,
    code: problem.type.replace('urn:homeward:problem:', ''),
    errors: (problem.errors ?? []).map(({ code, path }) => ({ code, path })),
  };
};
