import { makeEpisodeId } from '../../support/ids.ts';
import { describe, expect, it } from 'vitest';
import { buildReported, CHILD, NORFOLK_FORCE } from '../../support/messages.ts';
import { parseEpisode } from '../../support/reply-shapes.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';

const reportOf = (reference: string, child: Readonly<Record<string, unknown>>) =>
  buildReported({ id: `report-of-${reference}`, subject: reference, data: { child } });

const childOf = async (world: WebWorld, reference: string) =>
  parseEpisode(await world.ask(`/api/v1/episodes/${makeEpisodeId(NORFOLK_FORCE, reference)}`))
    .child;

const listMatches = (child: Awaited<ReturnType<typeof childOf>> | undefined) =>
  child?.matches.map(({ childId }) => childId);

const { authorityChildId: _, ...namedOnly } = CHILD;

describe('A child who may be another child', () => {
  it('Is shown on both sides when only name and date of birth agree', async () => {
    const world = createWebWorld();
    await world.receive(reportOf('NC-1', CHILD), reportOf('NC-2', namedOnly));
    const [known, unconfirmed] = [await childOf(world, 'NC-1'), await childOf(world, 'NC-2')];
    expect(known?.childId).not.toBe(unconfirmed?.childId);
    expect(listMatches(known)).toEqual([unconfirmed?.childId]);
    expect(listMatches(unconfirmed)).toEqual([known?.childId]);
  });

  it('Is shown on every episode of the child, whichever of them has the name', async () => {
    const world = createWebWorld();
    const { givenName: _given, ...withoutName } = CHILD;
    const numberOnly = { ...withoutName, givenName: 'S', homePostcode: undefined };
    await world.receive(
      reportOf('NC-1', CHILD),
      reportOf('NC-2', namedOnly),
      reportOf('NC-3', numberOnly),
    );
    const [first, unconfirmed, third] = await Promise.all(
      ['NC-1', 'NC-2', 'NC-3'].map((reference) => childOf(world, reference)),
    );
    expect(third?.childId).toBe(first?.childId);
    expect(listMatches(third)).toEqual([unconfirmed?.childId]);
  });

  it('The same child in several episodes is no match of itself', async () => {
    const world = createWebWorld();
    await world.receive(reportOf('NC-1', CHILD), reportOf('NC-2', CHILD));
    const [first, second] = [await childOf(world, 'NC-1'), await childOf(world, 'NC-2')];
    expect(second?.childId).toBe(first?.childId);
    expect([listMatches(first), listMatches(second)]).toEqual([[], []]);
  });

  it('A different name or date of birth is no match', async () => {
    const world = createWebWorld();
    const sibling = { ...namedOnly, givenName: 'Alex', dateOfBirth: '2009-01-30' };
    await world.receive(reportOf('NC-1', CHILD), reportOf('NC-2', sibling));
    expect(listMatches(await childOf(world, 'NC-2'))).toEqual([]);
  });
});
