import type { THEME_OPERATIONS } from '../operations/theme-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

export const themeHandlers = (_: WebDependencies): HandlersOf<typeof THEME_OPERATIONS> => ({});
