import type { Operation } from './operation.ts';

export const SIGNAL_OPERATIONS = {} as const satisfies Record<string, Operation>;
