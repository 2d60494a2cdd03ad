import type { Operation } from './operation.ts';

export const INTELLIGENCE_OPERATIONS = {} as const satisfies Record<string, Operation>;
