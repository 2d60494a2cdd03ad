import * as z from 'zod';
import { readDebriefDraft, saveDebriefDraft } from '../../../shared/casework/debrief-draft.ts';
import {
  draftHandOverBodySchema,
  handOverDraft,
} from '../../../shared/casework/hand-over-draft.ts';
import { recordDebrief } from '../../../shared/casework/record-debrief.ts';
import {
  debriefBodySchema,
  debriefDraftBodySchema,
  debriefDraftViewSchema,
  debriefVersionListSchema,
  debriefViewSchema,
} from '../../../shared/episodes/debrief-api.ts';
import {
  debriefQuerySchema,
  listDebriefVersions,
  readDebrief,
} from '../../../shared/episodes/read-debrief.ts';
import { recordedActionViewSchema } from '../../../shared/episodes/task-api.ts';
import { taskIdSchema } from '../../../shared/kernel/api-fields.ts';
import { auditShownTask, auditTaskChange } from '../http/audit.ts';
import { defineChange, defineRead } from './route.ts';

const params = z.object({ taskId: taskIdSchema });

export const debriefRoutes = [
  defineChange({
    id: 'recordDebrief',
    method: 'post',
    path: '/api/v1/tasks/{taskId}/debrief',
    summary: 'Submit the debrief',
    permission: 'workTasks',
    audit: ({ params: { taskId }, caller }, dependencies) =>
      auditTaskChange(taskId, caller, dependencies),
    params,
    body: debriefBodySchema,
    response: recordedActionViewSchema,
    status: 201,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      recordDebrief(dependencies, { taskId, body }, caller, now),
  }),
  defineRead({
    id: 'readDebrief',
    path: '/api/v1/tasks/{taskId}/debrief',
    summary: 'Read the current debrief',
    permission: 'readDebriefs',
    audit: auditShownTask,
    params,
    query: debriefQuerySchema,
    response: debriefViewSchema,
    handle: ({ params: { taskId }, query, caller }, dependencies) =>
      readDebrief(dependencies, taskId, query, caller),
  }),
  defineRead({
    id: 'listDebriefVersions',
    path: '/api/v1/tasks/{taskId}/debriefs',
    summary: 'Read every debrief that was submitted, with what was corrected or withdrawn',
    permission: 'readDebriefs',
    audit: auditShownTask,
    params,
    response: debriefVersionListSchema,
    handle: ({ params: { taskId }, caller }, dependencies) =>
      listDebriefVersions(dependencies, taskId, caller),
  }),
  defineRead({
    id: 'readDebriefDraft',
    path: '/api/v1/tasks/{taskId}/debrief/draft',
    summary: 'Read your own draft of the debrief',
    permission: 'workTasks',
    audit: auditShownTask,
    params,
    response: debriefDraftViewSchema,
    handle: ({ params: { taskId }, caller }, dependencies) =>
      readDebriefDraft(dependencies, taskId, caller),
  }),
  defineChange({
    id: 'handOverDebriefDraft',
    method: 'post',
    path: '/api/v1/tasks/{taskId}/debrief/draft/hand-over',
    summary: 'Give a draft of the debrief to a colleague or manager who writes it on',
    permission: 'workTasks',
    audit: ({ params: { taskId }, caller }, dependencies) =>
      auditTaskChange(taskId, caller, dependencies),
    params,
    body: draftHandOverBodySchema,
    response: debriefDraftViewSchema,
    status: 200,
    handle: ({ params: { taskId }, body, caller }, dependencies) =>
      handOverDraft(dependencies, { taskId, body }, caller),
  }),
  defineChange({
    id: 'saveDebriefDraft',
    method: 'put',
    path: '/api/v1/tasks/{taskId}/debrief/draft',
    summary: 'Save your own draft of the debrief; if it is stale, you get the stored draft',
    permission: 'workTasks',
    audit: ({ params: { taskId }, caller }, dependencies) =>
      auditTaskChange(taskId, caller, dependencies),
    params,
    body: debriefDraftBodySchema,
    response: debriefDraftViewSchema,
    status: 200,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      saveDebriefDraft(dependencies, { taskId, body }, caller, now),
  }),
];
