import { beforeEach, describe, expect, it } from 'vitest';
import { readEpisode } from '../../../shared/episodes/read-episode.ts';
import type { MatchBody } from '../../../shared/intake/match-api.ts';
import { readMatch } from '../../../shared/intake/read-match.ts';
import { createCounty } from '../../support/county.ts';
import { buildReportedFact } from '../../support/facts.ts';
import { makeEpisodeId } from '../../support/ids.ts';
import {
  backHome,
  decide as decideIn,
  DECIDED_AT as NOW,
  findChild as findIn,
  MANAGER,
  nameMatch as nameIn,
  SAM,
  say,
} from '../../support/match-decisions.ts';
import { NORFOLK_FORCE } from '../../support/messages.ts';
import { readRefusal, readValue } from '../../support/results.ts';

let county: ReturnType<typeof createCounty>;
beforeEach(() => {
  county = createCounty();
});

const findChild = (reference: string) => findIn(county, reference);
const nameMatch = (one: string, other: string) => nameIn(county, one, other);
const decide = async (body: MatchBody, matchId: string | Promise<string>) =>
  decideIn(county, body, await matchId);

/** As a manager sees it. */
const showChild = async (reference: string) => {
  const id = makeEpisodeId(NORFOLK_FORCE, reference);
  return readValue(await readEpisode(county.ports, id, {}, MANAGER, NOW)).child?.childId;
};

describe('two children whom a manager says are the same', () => {
  beforeEach(() =>
    county.receiveFacts(...backHome('A', { ...SAM, policePersonId: 'P-1' }), ...backHome('B', SAM)),
  );

  it('can be taken back also when no episode of one of them is left, and again by the same form', async () => {
    const matchId = await nameMatch('A', 'B');
    readValue(await decide(say('same'), matchId));
    await county.receiveFacts(
      buildReportedFact(
        { child: { ...SAM, policePersonId: 'P-1' } },
        { reference: 'B', id: 'with-identifier', time: '2026-11-10T22:06:00Z' },
      ),
    );
    expect(await findChild('B')).toBe(await findChild('A'));
    expect(readRefusal(await decide(say('different'), matchId))).toBe('already-decided /decision');
    const undone = readValue(await decide(say('undo'), matchId));
    expect(undone).toMatchObject({ decision: null, proposed: null });
    expect(readValue(await decide(say('undo'), matchId))).toEqual(undone);
    expect(readValue(await readMatch(county.ports, matchId, MANAGER))).toEqual(undone);
  });
});

describe('three children', () => {
  beforeEach(() =>
    county.receiveFacts(
      ...backHome('A', { ...SAM, policePersonId: 'P-1' }),
      ...backHome('B', SAM),
      ...backHome('C', { ...SAM, policePersonId: 'P-3' }),
    ),
  );

  it('are one when the first is the second and the second the third', async () => {
    readValue(await decide(say('same'), nameMatch('A', 'B')));
    readValue(await decide(say('same'), nameMatch('B', 'C')));
    const ids = await Promise.all(['A', 'B', 'C'].map(showChild));
    expect(new Set(ids).size).toBe(1);
    readValue(await decide(say('undo'), nameMatch('A', 'B')));
    expect(await showChild('A')).not.toBe(await showChild('B'));
    expect(await showChild('B')).toBe(await showChild('C'));
  });

  it('are one for each of them also when both decisions are made at the same moment', async () => {
    const { episodes } = county.ports;
    const [first, second] = [await nameMatch('A', 'B'), await nameMatch('B', 'C')];
    let isMade = false;
    const readChildren = async (ids: readonly string[]) => {
      const known = await episodes.readChildren(ids);
      if (!isMade) {
        isMade = true;
        readValue(await decide(say('same'), first));
      }
      return known;
    };
    const ports = { ...county.ports, episodes: { ...episodes, readChildren } };
    readValue(await decideIn({ ports }, say('same'), second));
    const ids = await Promise.all(['A', 'B', 'C'].map(findChild));
    const groups = await episodes.readChildren(ids);
    for (const id of ids) expect(groups.get(id)?.group).toEqual([...ids].sort());
  });

  it('are never the same and different at once', async () => {
    readValue(await decide(say('different'), nameMatch('A', 'C')));
    readValue(await decide(say('same'), nameMatch('A', 'B')));
    expect(readRefusal(await decide(say('same'), nameMatch('B', 'C')))).toBe(
      'contradicts-decision /decision',
    );
  });
});
