import type * as z from 'zod';
import { CODE_OPERATIONS } from './operations/code-operations.ts';
import { EPISODE_OPERATIONS } from './operations/episode-operations.ts';
import { INTELLIGENCE_OPERATIONS } from './operations/intelligence-operations.ts';
import { MESSAGE_OPERATIONS } from './operations/message-operations.ts';
import type { Operation } from './operations/operation.ts';
import { PROFILE_OPERATIONS } from './operations/profile-operations.ts';
import { RELEASE_OPERATIONS } from './operations/release-operations.ts';
import { SERVICE_OPERATIONS } from './operations/service-operations.ts';
import { SIGNAL_OPERATIONS } from './operations/signal-operations.ts';
import { STAFF_OPERATIONS } from './operations/staff-operations.ts';
import { TASK_OPERATIONS } from './operations/task-operations.ts';
import { THEME_OPERATIONS } from './operations/theme-operations.ts';

/** Every operation once: routes, permissions, audit and the OpenAPI document follow from here. */
export const OPERATIONS = {
  ...EPISODE_OPERATIONS,
  ...TASK_OPERATIONS,
  ...CODE_OPERATIONS,
  ...INTELLIGENCE_OPERATIONS,
  ...THEME_OPERATIONS,
  ...SIGNAL_OPERATIONS,
  ...RELEASE_OPERATIONS,
  ...PROFILE_OPERATIONS,
  ...STAFF_OPERATIONS,
  ...MESSAGE_OPERATIONS,
  ...SERVICE_OPERATIONS,
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationId = keyof typeof OPERATIONS;
export const OPERATION_IDS = Object.keys(OPERATIONS) as readonly OperationId[];

export type QueryOf<Id extends OperationId> = z.output<(typeof OPERATIONS)[Id]['query']>;
export type BodyOf<Id extends OperationId> = z.output<(typeof OPERATIONS)[Id]['body']>;
