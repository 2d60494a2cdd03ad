import type { Theme } from '../../themes/theme.ts';
import { type Authority, OUTSIDE_LOCALITY, UNKNOWN_LOCALITY } from '../../directory/authority.ts';
import { type Code, isValidOn } from '../../directory/code.ts';

/** Everything that a run looks at, whether or not anybody told of it. */
export interface Grid {
  readonly localities: readonly string[];
  readonly harms: readonly string[];
  readonly contexts: readonly string[];
}

interface Told {
  readonly locality: string;
  readonly theme: Theme;
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/**
 * All localities of an authority, with those that are none, by all harms and contexts that are valid on a London day:
 * and whatever was told of beside them, so that nothing is left out because a code or a locality ended.
 */
export const gridOf = (
  { localities }: Pick<Authority, 'localities'>,
  codes: readonly Code[],
  day: string,
  told: readonly Told[],
): Grid => {
  const valid = codes.filter((code) => isValidOn(code, day));
  const codesOf = (list: Code['list']) =>
    valid.filter((code) => code.list === list).map(({ code }) => code);
  const harmful = told.flatMap(({ locality, theme }) =>
    theme.kind === 'harm' ? [{ locality, harm: theme.harm, context: theme.context }] : [],
  );
  return {
    localities: distinct([
      ...localities.map(({ id }) => id),
      UNKNOWN_LOCALITY,
      OUTSIDE_LOCALITY,
      ...harmful.map(({ locality }) => locality),
    ]),
    harms: distinct([...codesOf('harm'), ...harmful.map(({ harm }) => harm)]),
    contexts: distinct([...codesOf('context'), ...harmful.map(({ context }) => context)]),
  };
};
