/**
 * What evidence is counted under, in a locality: a harm in its context (theme = harm × context × locality,
 * docs/domain.md), or a push or pull factor.
 */
export type Theme =
  | { readonly kind: 'harm'; readonly harm: string; readonly context: string }
  | { readonly kind: 'push' | 'pull'; readonly factor: string };

/** A theme as one word, e.g. `harm/county-lines/transport` or `push/bullying`. Codes hold no slash. */
export const formatThemeKey = (theme: Theme): string =>
  theme.kind === 'harm' ? `harm/${theme.harm}/${theme.context}` : `${theme.kind}/${theme.factor}`;

/** Back from `themeKeyOf`. Throws for a word that is no theme. */
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
