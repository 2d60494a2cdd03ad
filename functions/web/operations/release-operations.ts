import type { Operation } from './operation.ts';

export const RELEASE_OPERATIONS = {} as const satisfies Record<string, Operation>;
