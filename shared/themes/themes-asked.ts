import type { ThemesQuery } from './themes-api.ts';
import type { Cell } from './cell.ts';
import { type Refusal, refuseParameter } from '../kernel/result.ts';

/** Push and pull factors have neither harm nor context, and harms are no factors; null when all fits. */
export const refuseMisfit = ({
  kind,
  by,
  harm,
  context,
}: ThemesQuery): { readonly refusal: Refusal } | null => {
  const misfit = (parameter: string, message: string) =>
    refuseParameter('invalid-value', parameter, message);
  if (kind === 'harm') return by === 'factor' ? misfit('by', 'A harm is no factor.') : null;
  if (harm !== undefined) return misfit('harm', 'A factor has no harm.');
  if (context !== undefined) return misfit('context', 'A factor has no context.');
  const byHarm = by === 'harm' || by === 'context';
  return byHarm ? misfit('by', 'A factor has no harm and no context.') : null;
};

/** Whether a cell is one of those asked for, whatever its week. */
export const isThemeAsked =
  ({ kind, locality, harm, context }: ThemesQuery) =>
  ({ theme, locality: where }: Cell): boolean =>
    theme.kind === kind &&
    (locality === undefined || where === locality) &&
    (harm === undefined || (theme.kind === 'harm' && theme.harm === harm)) &&
    (context === undefined || (theme.kind === 'harm' && theme.context === context));
