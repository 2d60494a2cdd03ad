import type { Caller } from '../../shared/access/caller.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import { makeMatchId } from '../../shared/episodes/rules/child-matches.ts';
import { decideMatch } from '../../shared/intake/decide-match.ts';
import type { MatchBody } from '../../shared/intake/match-api.ts';
import type { createCounty } from './county.ts';
import { at, buildReportedFact, buildReturnedFact } from './facts.ts';
import { NORFOLK } from './messages.ts';

type County = ReturnType<typeof createCounty>;

export const MANAGER: Caller = { subject: 'm-1', role: 'manager', authorities: [NORFOLK] };
export const DECIDED_AT = at('2026-11-16T12:00Z');

export const SAM = { givenName: 'Sam', familyName: 'Example', dateOfBirth: '2011-05-09' };
export const JO = { givenName: 'Jo', familyName: 'Sample', dateOfBirth: '2012-01-30' };

/** A child who was reported and came home. */
export const backHome = (reference: string, child: object, about: object = {}): readonly Fact[] => [
  buildReportedFact({ child, ...about }, { reference }),
  buildReturnedFact({}, { reference }),
];

export const findChild = async (county: County, reference: string): Promise<string> => {
  const { childId } = await county.read(reference);
  if (childId === null) throw new Error('The child is not known.');
  return childId;
};

export const nameMatch = async (county: County, one: string, other: string): Promise<string> =>
  makeMatchId(await findChild(county, one), await findChild(county, other));

export const say = (decision: MatchBody['decision'], key = `key-${decision}-1`): MatchBody => ({
  key,
  decision,
  reason: 'Her social worker knows her under both names.',
});

export const decide = (
  { ports }: Pick<County, 'ports'>,
  body: MatchBody,
  matchId: string,
  caller = MANAGER,
) => decideMatch(ports, { matchId, body }, caller, DECIDED_AT);
