import { describe, expect, it } from 'vitest';
import { acknowledgeEscalation } from '../../../shared/escalation/acknowledge-escalation.ts';
import { listEscalations } from '../../../shared/escalation/list-escalations.ts';
import { renewPlan } from '../../../shared/escalation/renew-plan.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';
import { addMs, HOUR_MS, type Instant, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { writeDigests } from '../../../shared/messaging/digest.ts';
import { type AlertWorld, createAlertWorld } from '../../support/alert-world.ts';
import {
  at,
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
  buildUpdatedFact,
} from '../../support/facts.ts';
import { makeEpisodeId } from '../../support/ids.ts';
import { NORFOLK_FORCE } from '../../support/messages.ts';
import { readRefusal, readValue } from '../../support/results.ts';
import { buildCaller } from '../../support/work-world.ts';

/** Reported at 10pm on Tuesday 10 November; a boy of 15 from Norwich. */
const REPORTED_AT = at('2026-11-10T22:00Z');
const hours = (count: number): Instant => addMs(REPORTED_AT, count * HOUR_MS);
const REFERENCE = 'NC-7';
const NORWICH = { missingFrom: { kind: 'home', place: { postcode: 'NR3 1AU' } } } as const;
const TEEN = { givenName: 'Zak', familyName: 'Ferris', dateOfBirth: '2011-03-04' } as const;
const YOUNG = { ...TEEN, dateOfBirth: '2014-03-04' } as const;

const about = (id: string, time: Instant | string) => ({ reference: REFERENCE, id, time });

const report = (fields: Parameters<typeof buildReportedFact>[0] = {}): Fact =>
  buildReportedFact(
    { ...NORWICH, child: TEEN, riskLevel: 'medium', ...fields },
    about('reported-7', addMs(REPORTED_AT, 5 * MINUTE_MS)),
  );

const missing = async (...facts: readonly Fact[]): Promise<AlertWorld> => {
  const world = createAlertWorld();
  await world.receiveFacts(...facts);
  return world;
};

const PEOPLE = ['p-1', 'm-1', 'm-2', 'h-1', 'd-1'] as const;

/** Sweeps then; who reads what in the hours after. Only people who read something. */
const readAt = async (world: AlertWorld, now: Instant, wait = 12) => {
  await world.sweepAt(now);
  const read: Record<string, readonly string[]> = {};
  for (const person of PEOPLE) {
    const emails = await world.readEmails(person, addMs(now, wait * HOUR_MS));
    if (emails.length > 0) read[person] = emails.map((email) => email.split('\n')[0] ?? '');
  }
  return read;
};

const listLevels = async (world: AlertWorld) =>
  (await world.read(REFERENCE)).raised.map(({ level, at: when }) => [level, when]);

const listToAcknowledge = async (world: AlertWorld, now = hours(200)) => {
  const query = { acknowledged: false, limit: 50 } as const;
  const { items } = readValue(await listEscalations(world.ports, query, buildCaller('h-1'), now));
  return items.map(({ level }) => level);
};

const acknowledge = async (
  world: AlertWorld,
  level: string,
  now: Instant,
  { by = 'm-1', planDate = '2026-11-13' } = {},
) => {
  const { raised } = await world.read(REFERENCE);
  const escalationId = raised.findLast((one) => one.level === level)?.escalationId ?? '';
  const body = { key: `key-at-${now}`, note: 'Strategy meeting arranged.', planDate };
  return acknowledgeEscalation(world.ports, { escalationId, body }, buildCaller(by), now);
};

describe('a child who is still missing', () => {
  it('is with the team manager after 24 hours, the head of service after 72, the director after 7 days and every week', async () => {
    const world = await missing(report());
    expect(await readAt(world, hours(23))).toEqual({});
    expect(await readAt(world, hours(24))).toEqual({
      'm-1': [expect.stringMatching(/^Child still missing: [0-9A-F]{4}-[0-9A-F]{4}$/)],
    });
    expect(Object.keys(await readAt(world, hours(72)))).toEqual(['h-1']);
    expect(Object.keys(await readAt(world, hours(7 * 24)))).toEqual(['d-1']);
    expect(await readAt(world, hours(13 * 24))).toEqual({});
    expect(Object.keys(await readAt(world, hours(14 * 24)))).toEqual(['d-1']);
    expect(Object.keys(await readAt(world, hours(21 * 24)))).toEqual(['d-1']);
  });

  it('is said to be missing, since when, and nothing of an interview', async () => {
    const world = await missing(report());
    await world.sweepAt(hours(24));
    const [email = ''] = await world.readEmails('m-1', hours(36));
    expect(email).toContain('A child is still missing.');
    expect(email).toContain('Reported missing: 10pm on Tuesday 10 November');
    expect(email).toContain('https://homeward.example/episodes/ep-');
    expect(email).not.toMatch(/interview|RHI|Zak|Ferris|NR3/);
  });

  it('who is under 13 is with the team manager at once, also at night', async () => {
    const world = await missing(report({ child: YOUNG }));
    const read = await readAt(world, hours(0.2), 0);
    expect(read).toEqual({
      'm-1': [expect.stringMatching(/^Child missing, young or at high risk: /)],
    });
  });

  it('who is at high risk is with the team manager at once, or when police say so later', async () => {
    expect(
      Object.keys(await readAt(await missing(report({ riskLevel: 'high' })), hours(0.2), 0)),
    ).toEqual(['m-1']);
    const world = await missing(report());
    expect(await readAt(world, hours(0.2), 0)).toEqual({});
    await world.receiveFacts(buildUpdatedFact({ riskLevel: 'high' }, about('graded', hours(5))));
    expect(Object.keys(await readAt(world, hours(5.1), 0))).toEqual(['m-1']);
    expect(await listLevels(world)).toEqual([['missing-at-once', hours(5)]]);
  });

  it('is not raised before the report was received, however late that was', async () => {
    const late = { ...about('late', addMs(REPORTED_AT, MINUTE_MS)), receivedAt: hours(80) };
    const world = await missing(
      buildReportedFact({ ...NORWICH, child: TEEN, riskLevel: 'low' }, late),
    );
    await world.sweepAt(hours(81));
    expect(await listLevels(world)).toEqual([
      ['missing-24h', hours(80)],
      ['missing-72h', hours(80)],
    ]);
  });

  it.each([
    ['found', buildFoundFact({ foundAt: hours(25) }, about('end', hours(25.5)))],
    ['home', buildReturnedFact({ returnedAt: hours(25) }, about('end', hours(25.5)))],
    ['not missing after all', buildCancelledFact({}, about('end', hours(25.5)))],
  ])('is no longer with anybody when the child is %s', async (_, end) => {
    const world = await missing(report());
    await world.sweepAt(hours(24));
    expect(await listToAcknowledge(world)).toEqual(['missing-24h']);
    await world.receiveFacts(end);
    expect(await listToAcknowledge(world)).not.toContain('missing-24h');
    expect(await world.readEmails('m-1', hours(36))).not.toContainEqual(
      expect.stringContaining('missing'),
    );
    await world.sweepAt(hours(30 * 24));
    const levels = (await listLevels(world)).map(([level]) => level);
    expect(levels.filter((level) => level?.startsWith('missing'))).toEqual(['missing-24h']);
  });

  it('is said of the later time when it turns out that the child was home before, and went missing again', async () => {
    const world = await missing(report({ child: YOUNG }));
    await world.sweepAt(addMs(REPORTED_AT, 10 * MINUTE_MS));
    const before = { returnedAt: addMs(REPORTED_AT, -HOUR_MS) };
    await world.receiveFacts(buildReturnedFact(before, about('returned-6', before.returnedAt)));
    const [email = '', ...more] = await world.readEmails('m-1', addMs(REPORTED_AT, HOUR_MS));
    expect(more).toEqual([]);
    const { states } = await world.ports.episodes.readReference(
      makeEpisodeId(NORFOLK_FORCE, REFERENCE),
    );
    const later = states.find(({ episode }) => episode.status === 'missing');
    expect(states).toHaveLength(2);
    expect(email).toContain('Reported missing: 10pm');
    expect(email).toContain(`/episodes/${later?.episode.episodeId}`);
  });

  it('is raised anew when the child is missing again before coming home', async () => {
    const world = await missing(
      report(),
      buildFoundFact({ foundAt: hours(10) }, about('found', hours(10.5))),
      buildReportedFact(
        { ...NORWICH, child: TEEN, riskLevel: 'medium', reportedAt: hours(20) },
        about('reported-8', hours(20.1)),
      ),
    );
    await world.sweepAt(hours(43));
    expect((await listLevels(world)).map(([level]) => level)).not.toContain('missing-24h');
    await world.sweepAt(hours(44.1));
    expect(await listLevels(world)).toContainEqual(['missing-24h', hours(44)]);
  });
});

describe('an acknowledgement that a child is missing', () => {
  it('is recorded with its plan, without a task', async () => {
    const world = await missing(report({ riskLevel: 'high' }));
    await world.sweepAt(hours(1));
    const recorded = readValue(await acknowledge(world, 'missing-at-once', hours(12)));
    expect(recorded.task).toBeNull();
    expect(await listToAcknowledge(world)).toEqual([]);
    const again = readValue(await acknowledge(world, 'missing-at-once', hours(12)));
    expect(again.actionId).toBe(recorded.actionId);
  });

  it('holds the manager’s next level back until its day is over, and nobody else’s', async () => {
    const world = await missing(report({ riskLevel: 'high' }));
    await world.sweepAt(hours(1));
    await world.readEmails('m-1', hours(2));
    readValue(await acknowledge(world, 'missing-at-once', hours(12), { planDate: '2026-11-16' }));
    expect(await readAt(world, hours(25))).toEqual({});
    expect(Object.keys(await readAt(world, hours(72)))).toEqual(['h-1']);
    const read = await readAt(world, at('2026-11-17T00:01Z'));
    expect(read['m-1']).toEqual([
      expect.stringContaining('Child still missing, planned day has passed: '),
    ]);
    expect(read['h-1']).toEqual([
      expect.stringContaining('Child still missing, planned day has passed: '),
    ]);
  });

  it('can be renewed with a reason, by somebody who may', async () => {
    const world = await missing(report({ riskLevel: 'high' }));
    await readAt(world, hours(1));
    readValue(await acknowledge(world, 'missing-at-once', hours(12)));
    const { raised } = await world.read(REFERENCE);
    const escalationId = raised[0]?.escalationId ?? '';
    const body = { key: 'key-of-renewal', planDate: '2026-11-16', reason: 'The phone is off.' };
    const tried = (by: string) =>
      renewPlan(world.ports, { escalationId, body }, buildCaller(by), hours(20));
    expect(readRefusal(await tried('m-2'))).toBe('not-your-role');
    readValue(await tried('m-1'));
    expect(await readAt(world, at('2026-11-14T00:01Z'))).not.toHaveProperty('m-1');
  });

  it('is for the manager of the team, or somebody above', async () => {
    const world = await missing(report({ riskLevel: 'high' }));
    await world.sweepAt(hours(1));
    const tried = async (by: string) =>
      readRefusal(await acknowledge(world, 'missing-at-once', hours(12), { by }));
    expect(await tried('p-1')).toBe('not-your-role');
    expect(await tried('m-2')).toBe('not-your-role');
    expect(await tried('h-1')).toBe('answered');
  });
});

describe('the digest of a child who is missing', () => {
  it('is in that of the team’s manager, the head of service and the director', async () => {
    const world = await missing(report());
    await writeDigests(world.ports, at('2026-11-11T08:00Z'));
    const read: Record<string, string> = {};
    for (const person of PEOPLE) {
      const [email] = await world.readEmails(person, at('2026-11-11T08:05Z'));
      if (email !== undefined) read[person] = email;
    }
    expect(Object.keys(read)).toEqual(['m-1', 'h-1', 'd-1']);
    expect(read['m-1']).toContain('Today: 1 missing child');
    expect(read['m-1']).toMatch(
      /Still missing: 1 child\n[0-9A-F-]{9}, reported missing at 10pm on Tuesday 10 November\n/,
    );
  });
});
