import {
  listEpisodesQuerySchema,
  listRejectionsQuerySchema,
  listTasksQuerySchema,
  noQuerySchema,
} from '../../shared/contracts/api/query.ts';
import { episodeIdSchema, taskIdSchema } from '../../shared/contracts/api/words.ts';
import { NOT_FOUND } from '../../shared/use-cases/read/answer.ts';
import { listEpisodes } from '../../shared/use-cases/read/list-episodes.ts';
import { listRejections } from '../../shared/use-cases/read/list-rejections.ts';
import { listTasks } from '../../shared/use-cases/read/list-tasks.ts';
import { readEpisode } from '../../shared/use-cases/read/read-episode.ts';
import { readRejection } from '../../shared/use-cases/read/read-rejection.ts';
import { readTask } from '../../shared/use-cases/read/read-task.ts';
import { answerQuery } from './answer-query.ts';
import { OPERATIONS, type OperationId } from './operations.ts';
import type { OperationHandler, WebDependencies } from './web-context.ts';

const episodeHandlers = (dependencies: WebDependencies) => ({
  listEpisodes: answerQuery(listEpisodesQuerySchema, (query, { env, var: { caller } }) =>
    listEpisodes(dependencies, query, caller, env.now),
  ),
  readEpisode: answerQuery(noQuerySchema, (_, { env, req, var: { caller } }) => {
    const id = episodeIdSchema.safeParse(req.param('episodeId'));
    return id.success ? readEpisode(dependencies, id.data, caller, env.now) : NOT_FOUND;
  }),
});

const taskHandlers = (dependencies: WebDependencies) => ({
  listTasks: answerQuery(listTasksQuerySchema, (query, { env, var: { caller } }) =>
    listTasks(dependencies, query, caller, env.now),
  ),
  readTask: answerQuery(noQuerySchema, (_, { env, req, var: { caller } }) => {
    const id = taskIdSchema.safeParse(req.param('taskId'));
    return id.success ? readTask(dependencies, id.data, caller, env.now) : NOT_FOUND;
  }),
});

const rejectionHandlers = (dependencies: WebDependencies) => ({
  listRejections: answerQuery(listRejectionsQuerySchema, (query, { env, var: { caller } }) =>
    listRejections(dependencies, query, caller, env.now),
  ),
  readRejection: answerQuery(noQuerySchema, (_, { req, var: { caller } }) =>
    readRejection(dependencies, req.param('rejectionId') ?? '', caller),
  ),
});

const serviceHandlers = () => ({
  /** Loaded only when it is asked for: no other request should pay for it. */
  readOpenApi: answerQuery(noQuerySchema, async () => {
    const { createOpenApiDocument } = await import('./openapi-document.ts');
    return { answer: createOpenApiDocument() };
  }),
  readHealth: answerQuery(noQuerySchema, () => ({ answer: { status: 'ok' } })),
  readIndex: answerQuery(noQuerySchema, () => {
    const open = Object.entries(OPERATIONS).filter(([, { path }]) => !path.includes('{'));
    const links = Object.fromEntries(open.map(([id, { path }]) => [id, path]));
    return { answer: { name: 'Homeward', links } };
  }),
});

/** What answers each operation. */
export const operationHandlers = (
  dependencies: WebDependencies,
): Record<OperationId, OperationHandler> => ({
  ...episodeHandlers(dependencies),
  ...taskHandlers(dependencies),
  ...rejectionHandlers(dependencies),
  ...serviceHandlers(),
});
