import { type Authority, OUTSIDE_LOCALITY, UNKNOWN_LOCALITY } from '../../directory/authority.ts';
import { type Code, isValidOn } from '../../directory/code.ts';
import type { Evidence } from '../../themes/evidence.ts';
import type { DroppedAlarm, Signal } from '../signal.ts';

/** A theme that stands out statistically. It may belong to a signal that was raised before. */
export interface Alarm extends Pick<
  Signal,
  | 'localities'
  | 'harm'
  | 'context'
  | 'firstWeek'
  | 'lastWeek'
  | 'evidenceFrom'
  | 'figures'
  | 'sentence'
> {
  readonly evidence: readonly Evidence[];
}

export interface DetectionResult {
  readonly lookedAt: number;
  readonly notTestable: number;
  readonly alarms: readonly Alarm[];
  readonly dropped: readonly DroppedAlarm[];
}

/** Everything that a run tests, whether or not it was disclosed. */
export interface SearchGrid {
  readonly localities: readonly string[];
  readonly harms: readonly string[];
  readonly contexts: readonly string[];
}

const sortDistinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/**
 * All localities of an authority, `unknown` and `outside`, by all harms and contexts that are valid on a London day.
 * Whatever was disclosed besides is included, so that nothing is missed because a code or a locality has ended.
 */
export const buildSearchGrid = (
  { localities }: Pick<Authority, 'localities'>,
  codes: readonly Code[],
  day: string,
  disclosed: readonly Pick<Evidence, 'locality' | 'theme'>[],
): SearchGrid => {
  const valid = codes.filter((code) => isValidOn(code, day));
  const listValidCodes = (list: Code['list']) =>
    valid.filter((code) => code.list === list).map(({ code }) => code);
  const harmful = disclosed.flatMap(({ locality, theme }) =>
    theme.kind === 'harm' ? [{ locality, harm: theme.harm, context: theme.context }] : [],
  );
  return {
    localities: sortDistinct([
      ...localities.map(({ id }) => id),
      UNKNOWN_LOCALITY,
      OUTSIDE_LOCALITY,
      ...harmful.map(({ locality }) => locality),
    ]),
    harms: sortDistinct([...listValidCodes('harm'), ...harmful.map(({ harm }) => harm)]),
    contexts: sortDistinct([
      ...listValidCodes('context'),
      ...harmful.map(({ context }) => context),
    ]),
  };
};
