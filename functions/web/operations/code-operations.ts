import type { Operation } from './operation.ts';

export const CODE_OPERATIONS = {} as const satisfies Record<string, Operation>;
