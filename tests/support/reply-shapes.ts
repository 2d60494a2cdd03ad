import type * as z from 'zod';
import { episodeDetailSchema } from '../../shared/contracts/api/episode.ts';
import {
  episodeListSchema,
  escalationListSchema,
  rejectionListSchema,
  taskListSchema,
} from '../../shared/contracts/api/list.ts';
import { evidenceListSchema } from '../../shared/contracts/api/evidence.ts';
import { authorityProfileSchema } from '../../shared/contracts/api/authority-profile.ts';
import { partnersProfileSchema } from '../../shared/contracts/api/partners-profile.ts';
import { placesViewSchema } from '../../shared/contracts/api/places.ts';
import { practitionerListSchema } from '../../shared/contracts/api/practitioner.ts';
import { problemSchema } from '../../shared/contracts/api/problem.ts';
import { rejectionDetailSchema } from '../../shared/contracts/api/rejection.ts';
import { recordedActionViewSchema, taskViewSchema } from '../../shared/contracts/api/task.ts';
import { themesViewSchema } from '../../shared/contracts/api/themes.ts';
import { timescalesViewSchema } from '../../shared/contracts/api/timescales.ts';
import type { Reply } from './web-world.ts';

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
export const placesIn = answerOf(placesViewSchema);
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
