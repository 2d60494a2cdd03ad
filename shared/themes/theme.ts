import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';

/** Theme = harm × context × locality (Working Together); push and pull factors are counted as themes too. */
export const themeSchema = z.union([
  z.object({ kind: z.literal('harm'), harm: z.string(), context: z.string() }),
  z.object({ kind: z.enum(['push', 'pull']), factor: z.string() }),
]);
export type Theme = Immutable<z.infer<typeof themeSchema>>;

/** For example `harm/county-lines/transport` or `push/bullying`. Codes contain no slash. */
export const formatThemeKey = (theme: Theme): string =>
  theme.kind === 'harm' ? `harm/${theme.harm}/${theme.context}` : `${theme.kind}/${theme.factor}`;

export const parseThemeKey = (key: string): Theme => {
  const [kind, code, context] = key.split('/');
  if (kind === 'harm' && code !== undefined && context !== undefined) {
    return { kind, harm: code, context };
  }
  if ((kind === 'push' || kind === 'pull') && code !== undefined && context === undefined) {
    return { kind, factor: code };
  }
  throw new Error('Not a theme.');
};
