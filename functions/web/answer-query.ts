import type * as z from 'zod';
import type { Answer } from '../../shared/use-cases/read/answer.ts';
import { refusalResponse } from './problem-response.ts';
import { readQuery } from './read-query.ts';
import type { OperationHandler, WebContext } from './web-context.ts';

/** Answers with JSON, or tells as problem details why not. */
export const answerQuery =
  <Query>(
    schema: z.ZodType<Query>,
    find: (query: Query, context: WebContext) => Answer<object> | Promise<Answer<object>>,
  ): OperationHandler =>
  async (context) => {
    const read = readQuery(context, schema);
    const found = 'refusal' in read ? read : await find(read.answer, context);
    return 'refusal' in found ? refusalResponse(found.refusal) : Response.json(found.answer);
  };
