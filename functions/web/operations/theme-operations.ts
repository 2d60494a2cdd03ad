import type { Operation } from './operation.ts';

export const THEME_OPERATIONS = {} as const satisfies Record<string, Operation>;
