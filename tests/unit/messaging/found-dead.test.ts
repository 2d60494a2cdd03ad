import { beforeEach, describe, expect, it } from 'vitest';
import { finishWork } from '../../../infra/local/memory/memory-runtime.ts';
import { createCounty } from '../../support/county.ts';
import { buildStaffMember, employ } from '../../support/directory.ts';
import { at, buildFoundFact, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import { NORFOLK } from '../../support/messages.ts';

const NIGHT = '2026-11-12T02:00Z';
const child = { givenName: 'Sam', familyName: 'Example', policePersonId: 'P-1' };

let county: ReturnType<typeof createCounty>;
beforeEach(async () => {
  county = createCounty({
    directory: employ(NORFOLK, [
      buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
      buildStaffMember('m-1', { role: 'team-manager', teams: ['norfolk-norwich'] }),
      buildStaffMember('head', { role: 'head-of-service' }),
    ]),
  });
  await county.receiveFacts(
    buildReportedFact({ child }, { reference: 'B' }),
    buildReturnedFact({}, { reference: 'B' }),
    buildReportedFact(
      { child, reportedAt: at('2026-11-11T20:00Z') },
      { time: '2026-11-11T20:05Z' },
    ),
  );
});

const findDead = () =>
  county.receiveFacts(
    buildFoundFact(
      { foundAt: at('2026-11-12T01:00Z'), condition: 'deceased' },
      { id: 'dead', time: NIGHT },
    ),
  );

const listSent = () => county.runtime.messages.map(({ address, body }) => [address, body]);

describe('when police find a child dead', () => {
  it('the head of service gets a message at once, at night too, that does not speak of an interview', async () => {
    await findDead();
    await finishWork(county.runtime);
    const [sent, ...more] = county.runtime.messages.filter(({ address }) =>
      address.startsWith('head'),
    );
    expect(more).toEqual([]);
    expect(sent).toMatchObject({ sentAt: at(NIGHT), template: 'found-dead' });
    expect(sent?.subject).toMatch(/^A child was found dead: RHI-/);
    expect(`${sent?.subject} ${sent?.body}`).not.toMatch(/interview|offer|\bSam\b/i);
    expect(sent?.body).toContain('Homeward has withdrawn all open tasks of this child');
  });

  it('messages that nobody got yet are dropped, also those of a breach', async () => {
    await findDead();
    county.runtime.setTime(at('2026-11-20T09:00Z'));
    await county.runtime.run('sweep');
    await finishWork(county.runtime);
    expect(listSent().map(([address]) => address)).toEqual(['head@council.example']);
  });

  it('the message is dropped when police take it back before it was sent', async () => {
    await findDead();
    await county.receiveFacts(
      buildFoundFact(
        { foundAt: at('2026-11-12T01:00Z'), condition: 'injured' },
        { id: 'alive', time: '2026-11-12T02:01Z' },
      ),
    );
    await finishWork(county.runtime);
    expect(county.runtime.messages.filter(({ template }) => template === 'found-dead')).toEqual([]);
  });
});
