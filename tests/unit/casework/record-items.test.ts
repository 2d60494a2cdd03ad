import { describe, expect, it } from 'vitest';
import type { DebriefBody } from '../../../shared/episodes/debrief-api.ts';
import { debriefBodySchema } from '../../../shared/episodes/debrief-api.ts';
import { addMs, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import { recordDebrief } from '../../../shared/casework/record-debrief.ts';
import { recordOutcome, type OutcomeBody } from '../../../shared/casework/record-outcome.ts';
import { splitItems } from '../../../shared/casework/split-items.ts';
import { readDebrief } from '../../../shared/episodes/read-debrief.ts';
import { at } from '../../support/facts.ts';
import { buildDebriefBody, buildItemBody, buildOutcomeBody } from '../../support/work-bodies.ts';
import {
  createWorkWorld,
  buildReturnFacts,
  makeTaskId,
  NOW,
  P1,
  RETURNED_AT,
  type WorkWorld,
} from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';
import { debriefKey } from '../../../shared/episodes/debrief-store.ts';
import { createCoreStores } from '../../support/core-stores.ts';
import { toEpisodeId } from '../../../shared/episodes/episode.ts';
import { buildCode } from '../../support/debriefs.ts';

const NORFOLK = 'E10000020';
const DORSET = 'E06000059';

/** An item with every field. */
const WHOLE = buildItemBody({
  place: {
    name: 'Riverside bus station',
    description: 'By the bins behind it',
    postcode: 'nr11ef',
    point: { latitude: 52.6281, longitude: 1.2969 },
  },
  people: [
    { kind: 'person', role: 'adult-of-concern', nickname: 'Big T', description: 'Red car' },
    { kind: 'group', role: 'peer', nickname: 'The Larkman lot' },
    { kind: 'person', role: 'victim' },
  ],
  transport: 'bus',
  online: { platform: 'social-media', handle: '@kay99' },
  weekday: 'friday',
  timeOfDay: '22:30',
  forPolice: true,
  disclosed: 'He gave them phones.',
});

const A_PSEUDONYM: unknown = expect.stringMatching(/^P-/);

/** What was said in words in it. */
const SAID = ['By the bins', 'Big T', 'Red car', 'The Larkman', 'kay99', 'He gave them phones'];

/** Two days after the return, as `NOW` is of the default one. */
const laterThan = (returnedAt: Instant): Instant => addMs(returnedAt, 50 * HOUR_MS);

const worldAfter = async (about: Partial<OutcomeBody> = {}, returnedAt: Instant = RETURNED_AT) => {
  const world = createWorkWorld();
  for (const reference of ['NC-1', 'NC-2']) {
    await world.receiveFacts(buildReturnFacts(reference, returnedAt));
    const body = buildOutcomeBody('outcome', {
      happenedAt: addMs(returnedAt, 10 * HOUR_MS),
      ...about,
    });
    const input = { taskId: makeTaskId(reference), body };
    readValue(await recordOutcome(world.ports, input, P1, laterThan(returnedAt)));
  }
  return world;
};

const send = async (
  world: WorkWorld,
  about: Partial<DebriefBody>,
  { reference = 'NC-1', key = '1', now = NOW } = {},
) => {
  const body = buildDebriefBody(`${reference}-${key}`, {
    taskVersion: await world.versionOf(reference),
    ...about,
  });
  return recordDebrief(world.ports, { taskId: makeTaskId(reference), body }, P1, now);
};

const itemsOf = async (world: WorkWorld, reference = 'NC-1') =>
  readValue(await readDebrief(world.ports, makeTaskId(reference), {}, P1)).items;

describe('what was disclosed, item by item', () => {
  it('is read back whole by those who may read the debrief, codes and words together', async () => {
    const world = await worldAfter();
    readValue(await send(world, { items: [buildItemBody(), WHOLE] }));
    const [first, second] = await itemsOf(world);
    expect(first).toMatchObject({
      number: 1,
      place: null,
      people: [],
      online: null,
      disclosed: null,
    });
    expect(second).toMatchObject({
      ...WHOLE,
      number: 2,
      place: { ...(WHOLE.place as object), postcode: 'NR1 1EF' },
      people: [
        { nickname: 'Big T', description: 'Red car', pseudonym: A_PSEUDONYM },
        { nickname: 'The Larkman lot', description: null },
        { role: 'victim', nickname: null, description: null, pseudonym: null },
      ],
      online: { platform: 'social-media', pseudonym: A_PSEUDONYM },
    });
  });

  it('has its words in the free text of the action only', async () => {
    const world = await worldAfter();
    const { actionId } = readValue(await send(world, { items: [WHOLE] }));
    const holding = world.written.flatMap((write) =>
      'put' in write && SAID.some((words) => JSON.stringify(write.put).includes(words))
        ? [write.put.sk]
        : [],
    );
    expect(holding).toEqual([`text#${actionId}`]);
  });

  it('has its words under the names that say where they belong', async () => {
    const world = await worldAfter();
    const { actionId } = readValue(await send(world, { items: [WHOLE], texts: {} }));
    const episodeId = toEpisodeId(makeTaskId('NC-1'));
    expect(await world.stores.episodes.readTexts(episodeId, actionId)).toEqual({
      'items/1/disclosed': 'He gave them phones.',
      'items/1/place': 'By the bins behind it',
      'items/1/people/1/nickname': 'Big T',
      'items/1/people/1/description': 'Red car',
      'items/1/people/2/nickname': 'The Larkman lot',
      'items/1/handle': '@kay99',
    });
  });

  it('leaves its words out of the texts of the sections, and of the history', async () => {
    const world = await worldAfter();
    readValue(await send(world, { items: [WHOLE] }));
    const { texts } = readValue(await readDebrief(world.ports, makeTaskId('NC-1'), {}, P1));
    expect(Object.keys(texts)).toEqual(['childView']);
    const detail = JSON.stringify(await world.detail('NC-1'));
    for (const words of SAID) expect(detail).not.toContain(words);
  });

  it('links a nickname, a handle and a described place across debriefs', async () => {
    const world = await worldAfter();
    const described = (description: string, nickname: string, handle: string) =>
      buildItemBody({
        place: { description },
        people: [{ kind: 'person', role: 'peer', nickname }],
        online: { handle },
      });
    readValue(await send(world, { items: [described('The old mill', 'Big T', '@kay99')] }));
    const again = [
      described('the Old Mill', 'big t', 'Kay99'),
      described('The new mill', 'T', 'k'),
    ];
    readValue(await send(world, { items: again }, { reference: 'NC-2' }));
    const [one] = await itemsOf(world);
    const [same, other] = await itemsOf(world, 'NC-2');
    const linksOf = (item: typeof one) => [
      item?.place?.key,
      item?.people[0]?.pseudonym,
      item?.online?.pseudonym,
    ];
    expect(linksOf(same)).toEqual(linksOf(one));
    for (const [index, link] of linksOf(other).entries()) {
      expect(link).not.toBe(linksOf(one)[index]);
    }
  });

  it('may come from a parent or carer, when the child declined', async () => {
    const declined = {
      outcome: 'declined',
      reason: 'no-reason-given',
      parentOffered: true,
    } as const;
    const world = await worldAfter({ ...declined, parentGave: true });
    readValue(await send(world, { interviewee: 'parent-or-carer', items: [WHOLE] }));
    expect(await itemsOf(world)).toHaveLength(1);
  });

  it('is made again by a correction', async () => {
    const world = await worldAfter();
    const { actionId: corrects } = readValue(
      await send(world, { items: [buildItemBody(), WHOLE] }),
    );
    const items = [buildItemBody({ harm: 'county-lines', disclosed: 'It was another line.' })];
    const correction = { corrects, correctionReason: 'Another child said that.', items };
    readValue(await send(world, correction, { key: 'again' }));
    expect(await itemsOf(world)).toMatchObject([
      { number: 1, harm: 'county-lines', disclosed: 'It was another line.', people: [] },
    ]);
  });

  it('is empty in a debrief from before there were items', async () => {
    const world = await worldAfter();
    const { task } = readValue(await send(world, {}));
    const key = debriefKey(task.episodeId, task.debriefs[0]?.debriefId ?? '');
    const stored = (await world.table.get(key))?.['debrief'] as { items: unknown } | undefined;
    const { items: _, ...former } = stored ?? { items: [] };
    await world.table.transact([{ put: { ...key, entity: 'debrief', debrief: former } }]);
    expect(await itemsOf(world)).toEqual([]);
  });
});

describe('the codes of what was disclosed', () => {
  const chatty = buildItemBody({ online: { platform: 'chatty' } });

  it("are the base codes and the authority's own, not another's", async () => {
    const world = await worldAfter();
    const receiveFacts = () => send(world, { items: [chatty] });
    await world.stores.codes.putCode({ ...buildCode(), authority: DORSET });
    expect(readRefusal(await receiveFacts())).toBe('unknown-code /items/0/online/platform');
    await world.stores.codes.putCode({ ...buildCode(), authority: NORFOLK });
    expect(readRefusal(await receiveFacts())).toBe('answered');
  });

  it.each([
    ['2027-07-02', 'answered'],
    ['2027-07-01', 'code-not-valid-then /items/0/online/platform'],
  ])(
    'that ended on %s: disclosed in London on 2 July, on 1 July in UTC',
    async (validUntil, result) => {
      const heldAt = at('2027-07-01T23:30Z');
      const returnedAt = addMs(heldAt, -10 * HOUR_MS);
      const world = await worldAfter({}, returnedAt);
      await world.stores.codes.putCode({ ...buildCode({ validUntil }), authority: NORFOLK });
      const now = laterThan(returnedAt);
      expect(readRefusal(await send(world, { items: [chatty] }, { now }))).toBe(result);
    },
  );

  describe('in the harm section', () => {
    const OWN = buildCode({ list: 'harm', code: 'cuckooing', label: 'Cuckooing' });
    const submit = (world: WorkWorld, now = NOW) =>
      send(world, { sections: { harm: ['county-lines', 'cuckooing'] } }, { now });

    it("are the authority's own too, as in the items, not another authority's", async () => {
      const world = await worldAfter();
      expect(readRefusal(await submit(world))).toBe('unknown-code /sections/harm/1');
      await world.stores.codes.putCode({ ...OWN, authority: DORSET });
      expect(readRefusal(await submit(world))).toBe('unknown-code /sections/harm/1');
      await world.stores.codes.putCode({ ...OWN, authority: NORFOLK });
      readValue(await submit(world));
      const { sections } = readValue(await readDebrief(world.ports, makeTaskId('NC-1'), {}, P1));
      expect(sections).toEqual({ harm: ['county-lines', 'cuckooing'] });
    });

    it.each([
      ['2027-07-02', 'answered'],
      ['2027-07-01', 'code-not-valid-then /sections/harm/1'],
    ])('are in use on the London day of the interview: ended on %s', async (validUntil, result) => {
      const returnedAt = addMs(at('2027-07-01T23:30Z'), -10 * HOUR_MS);
      const world = await worldAfter({}, returnedAt);
      await world.stores.codes.putCode({ ...OWN, validUntil, authority: NORFOLK });
      expect(readRefusal(await submit(world, laterThan(returnedAt)))).toBe(result);
    });
  });

  it('are reported with all other errors', async () => {
    const items = [buildItemBody(), buildItemBody({ harm: 'boredom', place: { postcode: 'NR1' } })];
    const world = await worldAfter();
    expect(readRefusal(await send(world, { items, place: 'other' }))).toBe(
      'text-needed /texts/place, unknown-code /items/1/harm, invalid-value /items/1/place/postcode',
    );
  });
});

describe('the size of what was disclosed', () => {
  const parse = (items: readonly unknown[]) =>
    debriefBodySchema.safeParse({ ...buildDebriefBody('1'), items }).success;

  it('is bounded: 100 things, 20 people each, 2,000 characters', () => {
    const people = (count: number) => Array.from({ length: count }, () => ({ role: 'peer' }));
    expect(parse(Array.from({ length: 100 }, () => buildItemBody()))).toBe(true);
    expect(parse(Array.from({ length: 101 }, () => buildItemBody()))).toBe(false);
    expect(parse([{ ...buildItemBody(), people: people(20) }])).toBe(true);
    expect(parse([{ ...buildItemBody(), people: people(21) }])).toBe(false);
    expect(parse([buildItemBody({ disclosed: 'x'.repeat(2000) })])).toBe(true);
    expect(parse([buildItemBody({ disclosed: 'x'.repeat(2001) })])).toBe(false);
  });

  it('is what an item of the table holds (400 KB), whatever fits into a body of 256 KB', async () => {
    const crowd = Array.from({ length: 20 }, () => ({
      kind: 'person' as const,
      role: 'peer',
      nickname: 'x',
      description: 'y',
    }));
    const place = { description: 'z' };
    const items = Array.from({ length: 100 }, () =>
      buildItemBody({ people: crowd, place, online: { handle: 'h' }, disclosed: 'x'.repeat(1000) }),
    );
    expect(JSON.stringify({ items }).length).toBeGreaterThan(256 * 1024 * 0.9);
    const { pseudonyms } = createWorkWorld().stores;
    const split = await splitItems(pseudonyms, NORFOLK, items);
    expect(JSON.stringify(split.texts).length).toBeLessThan(350_000);
    expect(JSON.stringify(split.items).length).toBeLessThan(350_000);
    expect(JSON.stringify(Object.keys(split.texts)).length).toBeLessThan(200_000);
  });
});

describe('the pseudonyms', () => {
  it('are the same for the next user of the table, and others under another key', async () => {
    const { table, stores } = createWorkWorld();
    const first = await stores.pseudonyms.createPseudonym(NORFOLK, 'nickname', 'Big T');
    const next = createCoreStores(table).pseudonyms;
    expect(await next.createPseudonym(NORFOLK, 'nickname', 'Big T')).toBe(first);
    const other = createWorkWorld().stores.pseudonyms;
    expect(await other.createPseudonym(NORFOLK, 'nickname', 'Big T')).not.toBe(first);
  });

  it('are those written first, when two make the first of an authority at once', async () => {
    const { table } = createWorkWorld();
    const quicker = createCoreStores(table).pseudonyms;
    let first: string | null = null;
    const slower = createCoreStores({
      ...table,
      transact: async (writes) => {
        first ??= await quicker.createPseudonym(NORFOLK, 'nickname', 'Big T');
        return table.transact(writes);
      },
    }).pseudonyms;
    const second = await slower.createPseudonym(NORFOLK, 'nickname', 'Big T');
    expect(second).toBe(first);
  });
});
