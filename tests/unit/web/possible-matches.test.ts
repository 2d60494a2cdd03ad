import { describe, expect, it } from 'vitest';
import { episodeIdOf } from '../../../shared/domain/identity.ts';
import { buildReported, CHILD, NORFOLK_FORCE } from '../../support/messages.ts';
import { episodeIn, episodesIn } from '../../support/reply-shapes.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';

const reportOf = (reference: string, child: Readonly<Record<string, unknown>>) =>
  buildReported({ id: `report-of-${reference}`, subject: reference, data: { child } });

const childOf = async (world: WebWorld, reference: string) =>
  episodeIn(await world.ask(`/api/v1/episodes/${episodeIdOf(NORFOLK_FORCE, reference)}`)).child;

const { authorityChildId: _, ...namedOnly } = CHILD;

describe('A child who may be another child', () => {
  it('Is shown on both sides when only name, birth and postcode agree', async () => {
    const world = createWebWorld();
    await world.receive(reportOf('NC-1', CHILD), reportOf('NC-2', namedOnly));
    const [known, unconfirmed] = [await childOf(world, 'NC-1'), await childOf(world, 'NC-2')];
    expect(known?.childId).not.toBe(unconfirmed?.childId);
    expect(known?.possibleMatches).toEqual([unconfirmed?.childId]);
    expect(unconfirmed?.possibleMatches).toEqual([known?.childId]);
  });

  it('Is shown in lists too', async () => {
    const world = createWebWorld();
    await world.receive(reportOf('NC-1', CHILD), reportOf('NC-2', namedOnly));
    const { items } = episodesIn(await world.ask('/api/v1/episodes'));
    expect(items.map(({ child }) => child?.possibleMatches.length)).toEqual([1, 1]);
  });

  it('The same child in several episodes is no match of itself', async () => {
    const world = createWebWorld();
    await world.receive(reportOf('NC-1', CHILD), reportOf('NC-2', CHILD));
    const [first, second] = [await childOf(world, 'NC-1'), await childOf(world, 'NC-2')];
    expect(second?.childId).toBe(first?.childId);
    expect([first?.possibleMatches, second?.possibleMatches]).toEqual([[], []]);
  });

  it('Another name, birth or postcode is nobody else', async () => {
    const world = createWebWorld();
    const sibling = { ...namedOnly, givenName: 'Alex', dateOfBirth: '2009-01-30' };
    await world.receive(reportOf('NC-1', CHILD), reportOf('NC-2', sibling));
    expect((await childOf(world, 'NC-2'))?.possibleMatches).toEqual([]);
  });
});
