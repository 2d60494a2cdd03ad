import type * as z from 'zod';
import { CODE_OPERATIONS } from './code-operations.ts';
import { EPISODE_OPERATIONS } from './episode-operations.ts';
import { INTELLIGENCE_OPERATIONS } from './intelligence-operations.ts';
import { MESSAGE_OPERATIONS } from './message-operations.ts';
import type { Operation } from './operation.ts';
import { PROFILE_OPERATIONS } from './profile-operations.ts';
import { RELEASE_OPERATIONS } from './release-operations.ts';
import { SERVICE_OPERATIONS } from './service-operations.ts';
import { SIGNAL_OPERATIONS } from './signal-operations.ts';
import { STAFF_OPERATIONS } from './staff-operations.ts';
import { TASK_OPERATIONS } from './task-operations.ts';
import { THEME_OPERATIONS } from './theme-operations.ts';

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
