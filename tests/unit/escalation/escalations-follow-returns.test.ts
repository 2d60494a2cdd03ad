import { makeEpisodeId } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { acknowledgeEscalation } from '../../../shared/escalation/acknowledge-escalation.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';
import { splitRecord } from '../../../shared/episodes/reference-record.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import { at, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import { createLadderWorld, type LadderWorld } from '../../support/ladder-world.ts';
import { readValue } from '../../support/results.ts';

const FIRST = makeEpisodeId('E23000024', 'NC-2026-000001');
const HEAD: Caller = { subject: 'head', role: 'manager', authorities: ['E10000020'] };

const reported = (number: number, day: string) =>
  buildReportedFact(
    { reportedAt: at(`${day}T20:00Z`) },
    { id: `reported-${number}`, time: `${day}T20:05Z` },
  );

const returned = (number: number, day: string, receivedAt?: string) =>
  buildReturnedFact(
    { returnedAt: at(`${day}T08:00Z`) },
    {
      id: `returned-${number}`,
      time: `${day}T08:05Z`,
      ...(receivedAt === undefined ? {} : { receivedAt: at(receivedAt) }),
    },
  );

let world: LadderWorld;

const listStates = async () =>
  splitRecord(await world.stores.episodes.readReference(FIRST)).flatMap(
    ({ stored }) => stored ?? [],
  );

const listBreaches = async (): Promise<readonly (string | null)[][]> =>
  (await listStates()).map(({ raised }) =>
    raised.filter(({ level }) => level === 'breach').map(({ dueAt }) => dueAt),
  );

/** The return of the first absence comes when the breach of the second was raised. */
const splitLate = async (): Promise<void> => {
  await world.receiveFacts(reported(1, '2026-11-10'), reported(2, '2026-11-14'));
  await world.receiveFacts(returned(2, '2026-11-15'));
  await world.sweep(at('2026-11-18T08:10Z'));
};

describe('A breach of a return that a late message moves to another episode', () => {
  beforeEach(async () => {
    world = createLadderWorld();
    await splitLate();
  });

  it('goes with the return, and is not raised a second time', async () => {
    const before = await world.escalations();
    await world.receiveFacts(returned(1, '2026-11-11', '2026-11-18T09:00Z'));
    expect(await listBreaches()).toEqual([[], ['2026-11-18T08:00:00.000Z']]);
    await world.sweep(at('2026-11-18T09:10Z'));
    expect(await listBreaches()).toEqual([
      ['2026-11-14T08:00:00.000Z'],
      ['2026-11-18T08:00:00.000Z'],
    ]);
    const [, second] = await listStates();
    const breach = before.find(({ level }) => level === 'breach');
    const shown = (await world.escalations()).find(
      ({ escalationId }) => escalationId === breach?.escalationId,
    );
    expect(shown?.taskId).toBe(toTaskId(second?.episode.episodeId ?? ''));
  });

  it('keeps its acknowledgement, so that nobody above is notified of it', async () => {
    await world.acknowledge('breach', at('2026-11-18T08:30Z'));
    await world.receiveFacts(returned(1, '2026-11-11', '2026-11-18T09:00Z'));
    await world.sweep(at('2026-11-19T08:00Z'));
    const [, second] = await listStates();
    expect(second?.raised.find(({ level }) => level === 'breach')?.acknowledged?.by).toBe('head');
    expect(second?.raised.map(({ level }) => level)).not.toContain('breach-unacknowledged');
  });

  it('is acknowledged under the id that people were sent', async () => {
    const breach = (await world.escalations()).find(({ level }) => level === 'breach');
    const escalationId = breach?.escalationId ?? '';
    await world.receiveFacts(returned(1, '2026-11-11', '2026-11-18T09:00Z'));
    const body = { key: 'k-1', note: 'We visit the family.', planDate: '2026-11-20' };
    const acknowledge = () =>
      acknowledgeEscalation(world.ports, { escalationId, body }, HEAD, at('2026-11-18T10:00Z'));
    const [, second] = await listStates();
    const task = { taskId: toTaskId(second?.episode.episodeId ?? '') };
    const { actionId } = readValue(await acknowledge());
    expect(readValue(await acknowledge())).toMatchObject({ actionId, task });
  });
});
