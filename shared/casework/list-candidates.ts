import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import type { Practitioner } from '../directory/staff.ts';
import { countUrgent } from '../directory/staff.ts';
import { taskIdSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import type { Instant } from '../kernel/instant.ts';
import { NOT_FOUND, type Result } from '../kernel/result.ts';
import { readQuestion } from './allocate-by-policy.ts';
import { FITNESS, listCandidates, readFitness } from './choose-practitioner.ts';
import { type ActionDependencies, readTaskRecord } from './task-record.ts';

export const candidateSchema = z
  .object({
    practitioner: z.string(),
    name: z.string(),
    fitness: z.enum(FITNESS).meta({
      description:
        '`candidate`: the policy may give them the task; else what keeps it from that. Away counts when the deadline falls into it.',
    }),
    wished: z.boolean().meta({ description: 'The child asked for them.' }),
    knowsChild: z.boolean(),
    openTasks: z.int(),
    urgentTasks: z.int(),
    caseloadCap: z.int().nullable(),
  })
  .meta({ id: 'Candidate' });

export const candidateListSchema = z
  .object({
    taskId: taskIdSchema,
    childId: z.string().nullable(),
    candidates: z.array(candidateSchema).meta({
      description: 'For whom the child asked first, then who knows them, then the team.',
    }),
  })
  .meta({ id: 'CandidateList' });
export type CandidateList = Immutable<z.infer<typeof candidateListSchema>>;

/** Who could do an interview, and of each why not: what the policy would see now. */
export const listTaskCandidates = async (
  dependencies: ActionDependencies,
  taskId: string,
  caller: Caller,
  now: Instant,
): Promise<Result<CandidateList>> => {
  const record = await readTaskRecord(dependencies.episodes, taskId, caller);
  if (record === null) return NOT_FOUND;
  const { stored, task } = record;
  const notified = { episode: stored.episode, link: stored };
  const { question, caseloads } = await readQuestion(dependencies, notified, task, now);
  const loads = new Map(caseloads.map(({ practitionerId, tasks }) => [practitionerId, tasks]));
  const view = (person: Practitioner): CandidateList['candidates'][number] => {
    const { practitionerId, name, caseloadCap } = person;
    const tasks = loads.get(practitionerId) ?? [];
    return {
      practitioner: practitionerId,
      name,
      fitness: readFitness(person, question, loads, now),
      wished: question.wished === practitionerId,
      knowsChild: question.known.includes(practitionerId),
      openTasks: tasks.length,
      urgentTasks: countUrgent(tasks, question.urgentHours, now),
      caseloadCap,
    };
  };
  return {
    value: { taskId, childId: stored.childId, candidates: listCandidates(question).map(view) },
  };
};
