import type * as z from 'zod';
import { EPISODE_OPERATIONS } from './operations/episode-operations.ts';
import { MESSAGE_OPERATIONS } from './operations/message-operations.ts';
import type { Operation } from './operations/operation.ts';
import { SERVICE_OPERATIONS } from './operations/service-operations.ts';
import { STAFF_OPERATIONS } from './operations/staff-operations.ts';
import { TASK_OPERATIONS } from './operations/task-operations.ts';

/** Every operation once: routes, permissions, audit and the OpenAPI document follow from here. */
export const OPERATIONS = {
  ...EPISODE_OPERATIONS,
  ...TASK_OPERATIONS,
  ...STAFF_OPERATIONS,
  ...MESSAGE_OPERATIONS,
  ...SERVICE_OPERATIONS,
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationId = keyof typeof OPERATIONS;
export const OPERATION_IDS = Object.keys(OPERATIONS) as readonly OperationId[];

export type QueryOf<Id extends OperationId> = z.output<(typeof OPERATIONS)[Id]['query']>;
export type BodyOf<Id extends OperationId> = z.output<(typeof OPERATIONS)[Id]['body']>;
