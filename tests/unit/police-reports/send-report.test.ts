import { describe, expect, it } from 'vitest';
import { createReplyEvent } from '../../../shared/intake/send-reply.ts';
import { recordDebrief } from '../../../shared/casework/record-debrief.ts';
import { retractAction } from '../../../shared/casework/retract-action.ts';
import {
  AT_THE_STATION,
  createReportWorld,
  EPISODE,
  FORCE,
  buildReturnFromCare,
  REFERENCE,
  type ReportWorld,
  REPORT_TEXT,
  TASK,
  ZUBAIDA,
} from '../../support/report-world.ts';
import { at } from '../../support/facts.ts';
import { buildDebriefBody, buildItemBody } from '../../support/work-bodies.ts';
import { buildCaller, NOW, P1 } from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';

const eventOf = async (world: ReportWorld) => {
  const [pending] = await world.listPendingReports();
  if (pending === undefined) throw new Error('There is no pending reply.');
  return createReplyEvent(pending);
};

describe('a report to police', () => {
  it('is sent in codes, with nicknames, and without a pseudonym or what the child said', async () => {
    const world = await createReportWorld();
    readValue(await world.send({ handling: 'C', conditions: 'Ask before anybody acts on it.' }));
    const event = await eventOf(world);
    const [{ reportId } = { reportId: '' }] = await world.list();
    expect(event).toMatchObject({
      source: 'urn:authority-service',
      type: 'uk.authority.missing-child.intelligence.v1',
      subject: reportId,
      time: NOW,
      data: {
        reportId,
        authority: 'E10000020',
        submittedAt: '2026-11-13',
        text: REPORT_TEXT,
        handling: { code: 'C', conditions: 'Ask before anybody acts on it.' },
        grade: null,
      },
    });
    expect(event).toHaveProperty('data.items', [
      {
        number: 1,
        harm: 'child-criminal-exploitation',
        context: 'transport',
        itemClass: 'location',
        provenance: 'saw',
        confidence: 'medium',
        placeType: 'transport-hub',
        place: { name: 'Riverside bus station', postcode: 'NR1 1EF', point: null },
        people: [
          {
            kind: 'person',
            role: 'adult-of-concern',
            nickname: 'Tiny',
            description: 'About 30, grey tracksuit',
          },
        ],
        transport: null,
        online: { platform: 'messaging', handle: 'tiny_norwich' },
        weekday: 'friday',
        timeOfDay: '22:30',
        text: null,
      },
    ]);
  });

  it('has no reference, episode, task or child in it, and an id that follows from none of them', async () => {
    const world = await createReportWorld();
    readValue(await world.send());
    const event = JSON.stringify(await eventOf(world));
    const childId = (await world.read(REFERENCE)).childId ?? '';
    expect(childId).not.toBe('');
    for (const value of [REFERENCE, EPISODE, TASK, childId, 'key-of-report', 'scared']) {
      expect(event).not.toContain(value);
    }
    const other = await createReportWorld();
    readValue(await other.send({}, 'first'));
    readValue(await other.send({}, 'report'));
    expect((await other.list())[1]?.reportId).not.toBe((await world.list())[0]?.reportId);
  });

  it('goes to the force of the episode unless another is named', async () => {
    const world = await createReportWorld();
    readValue(await world.send());
    expect((await world.listPendingReports()).map(({ force }) => force)).toEqual([FORCE]);
  });

  it('is the same event however often it is created, and is pending once however often it is submitted', async () => {
    const world = await createReportWorld();
    const first = readValue(await world.send());
    expect(readValue(await world.send())).toEqual(first);
    expect(await world.listPendingReports()).toHaveLength(1);
    expect(await eventOf(world)).toEqual(await eventOf(world));
    expect(readRefusal(await world.send({ handling: 'C', conditions: 'None.' }))).toBe(
      'key-reused',
    );
  });

  it('contains the chosen items only, renumbered, each with its own text if it has one', async () => {
    const item = (timeOfDay: string) => buildItemBody({ forPolice: true, timeOfDay });
    const world = await createReportWorld([item('01:00'), item('02:00'), item('03:00')]);
    const own = 'He is called from a phone box.';
    readValue(await world.send({ items: [3, 1], itemTexts: [{ item: 1, text: own }] }));
    const [report] = await world.list();
    expect(report?.chosen).toEqual([3, 1]);
    expect(report?.items.map(({ number, timeOfDay, text }) => [number, timeOfDay, text])).toEqual([
      [1, '03:00', null],
      [2, '01:00', own],
    ]);
  });

  it('leaves out what is named to stay here', async () => {
    const world = await createReportWorld();
    const leaveOut = ['items/1/handle', 'items/1/people/1/nickname'];
    readValue(await world.send({ leaveOut }));
    const [report] = await world.list();
    expect(report?.items[0]?.online).toEqual({ platform: 'messaging', handle: null });
    expect(report?.items[0]?.people[0]).toMatchObject({
      nickname: null,
      description: 'About 30, grey tracksuit',
    });
  });
});

describe('a place in a report to police', () => {
  const placeSent = async (place: object, about: object = {}) => {
    const world = await createReportWorld([
      buildItemBody({ forPolice: true, place: place as { name: string }, ...about }),
    ]);
    readValue(await world.send());
    return (await world.list())[0]?.items[0]?.place;
  };
  const point = { latitude: 52.62, longitude: 1.3 };

  it('is withheld whole where the child lives, is cared for or goes to school', async () => {
    expect(await placeSent({ postcode: 'nr3 1au', point })).toBeNull();
    expect(await placeSent({ postcode: 'NR7 0AA' })).toBeNull();
    expect(await placeSent({ name: 'OAKDALE  Grange', postcode: 'NR1 1EF' })).toBeNull();
    expect(await placeSent({ name: '14, Larkspur Ave.' })).toBeNull();
  });

  it('loses a name that would name the child', async () => {
    expect(await placeSent({ name: 'Falkenrath Fried Chicken', postcode: 'NR1 1EF' })).toEqual({
      name: null,
      postcode: 'NR1 1EF',
      point: null,
    });
  });

  it('is sent as a point alone only for a public place that is not a school', async () => {
    expect(await placeSent({ point })).toEqual({ name: null, postcode: null, point });
    for (const placeType of ['private-address', 'childrens-home', 'school']) {
      expect(await placeSent({ point }, { placeType })).toBeNull();
    }
  });
});

describe('a report to police is refused', () => {
  it.each([
    ['an item that the debrief does not have', { items: [1, 2] }, 'unknown-item /items/1'],
    ['an item twice', { items: [1, 1] }, 'invalid-value /items/1'],
    ['nothing that is said', { text: undefined }, 'text-needed /text'],
    [
      'a text of an item that is not chosen',
      { itemTexts: [{ item: 2, text: 'a van' }] },
      'unknown-item /itemTexts/0/item',
    ],
    ['code C without conditions', { handling: 'C' }, 'conditions-needed /conditions'],
    [
      'a text to leave out that is misspelt',
      { leaveOut: ['items/1/people/2/nickname'] },
      'invalid-value /leaveOut/0',
    ],
    ['a force that serves others', { force: 'E23000039' }, 'unknown-force /force'],
    ['a force that nobody knows', { force: 'E23000099' }, 'unknown-force /force'],
    ["the child's name in its text", { text: 'Zubaida has it.' }, 'names-the-child /text'],
    [
      "the child's alias in its conditions",
      { handling: 'C', conditions: 'Ask Zubi first.' },
      'names-the-child /conditions',
    ],
    [
      'the home in the text of an item',
      { itemTexts: [{ item: 1, text: 'It is near NR3 1AU.' }] },
      'names-a-place-of-the-child /itemTexts/0/text',
    ],
    [
      'the interviewee in its text',
      { text: 'The young person told us.' },
      'names-the-interviewee /text',
    ],
    ['its reference in its text', { text: `See ${REFERENCE}.` }, 'identifies-the-child /text'],
  ])('with %s', async (_, about, refusal) => {
    const world = await createReportWorld();
    expect(readRefusal(await world.send(about))).toBe(refusal);
    expect(await world.listPendingReports()).toEqual([]);
    expect(await world.list()).toEqual([]);
  });

  it('with an item that may not go to police', async () => {
    const world = await createReportWorld([AT_THE_STATION, buildItemBody()]);
    expect(readRefusal(await world.send({ items: [1, 2] }))).toBe('not-for-police /items/1');
  });

  it('with an alias of the child as what somebody is called, until that is left out', async () => {
    const world = await createReportWorld([
      buildItemBody({
        forPolice: true,
        people: [{ kind: 'person', role: 'victim', nickname: 'zubi' }],
      }),
    ]);
    expect(readRefusal(await world.send())).toBe('names-the-child /items/0');
    readValue(await world.send({ leaveOut: ['items/1/people/1/nickname'] }));
  });

  it('with the child within a name online, or in how somebody is described', async () => {
    const world = await createReportWorld([
      buildItemBody({ forPolice: true, online: { platform: 'gaming', handle: 'xxzubaidaxx' } }),
      buildItemBody({
        forPolice: true,
        people: [{ kind: 'person', role: 'peer', description: "Zubaida's cousin" }],
      }),
    ]);
    expect(readRefusal(await world.send({ items: [1, 2] }))).toBe(
      'names-the-child /items/0, names-the-child /items/1',
    );
  });

  it('with a parent or carer, when they were interviewed', async () => {
    const world = await createReportWorld([AT_THE_STATION], { interviewee: 'parent-or-carer' });
    expect(readRefusal(await world.send({ text: 'Her foster carer has a photo of him.' }))).toBe(
      'names-the-interviewee /text',
    );
    readValue(await world.send());
  });

  it('with a name that is only in another episode of the child', async () => {
    const world = await createReportWorld();
    const child = { ...ZUBAIDA, givenName: 'Marisol', familyName: 'Quennell' };
    await world.receiveFacts(buildReturnFromCare({ child }, 'NC-OTHER-1'));
    expect(readRefusal(await world.send({ text: 'Ask Marisol.' }))).toBe('names-the-child /text');
    expect(readRefusal(await world.send({ text: 'See NC OTHER 1, 2' }))).toBe(
      'identifies-the-child /text',
    );
  });

  it('with a name that was corrected since', async () => {
    const facts = buildReturnFromCare();
    const world = await createReportWorld([AT_THE_STATION], {
      facts: [
        ...buildReturnFromCare({ child: { ...ZUBAIDA, givenName: 'Wilhelmina' } }).slice(0, 1),
        ...facts.map((fact, index) =>
          index === 0
            ? { ...fact, id: 'corrected', time: LATER, receivedAt: at('2026-11-10T23:00Z') }
            : fact,
        ),
      ],
    });
    expect(readRefusal(await world.send({ text: 'Ask Wilhelmina.' }))).toBe(
      'names-the-child /text',
    );
  });

  it('without a current debrief', async () => {
    const world = await createReportWorld();
    await retract(world);
    expect(readRefusal(await world.send({ taskVersion: 5 }))).toBe('task-without-debrief ');
  });

  it.each([
    ['another authority', buildCaller('p-9', { authorities: ['E06000059'] }), 'not-found'],
    ['an auditor', buildCaller('a-1', { role: 'auditor' }), 'not-your-role'],
    ['an operator', buildCaller('o-1', { role: 'operator', authorities: 'all' }), 'not-your-role'],
  ])('from %s', async (_, caller, refusal) => {
    const world = await createReportWorld();
    expect(readRefusal(await world.send({}, 'report', caller))).toBe(refusal);
  });

  it('when it is larger than a message on a queue can be', async () => {
    const world = await createReportWorld(
      Array.from({ length: 60 }, () => buildItemBody({ forPolice: true })),
    );
    const items = Array.from({ length: 60 }, (_, index) => index + 1);
    const itemTexts = items.map((item) => ({ item, text: 'a'.repeat(4000) }));
    expect(readRefusal(await world.send({ items, itemTexts }))).toBe('invalid-value /items');
  });
});

const LATER = '2026-11-10T23:00:00.000000000Z';

const retract = async (world: ReportWorld) => {
  const debrief = (await world.detail(REFERENCE)).actions.find(({ kind }) => kind === 'debrief');
  const body = {
    key: 'key-of-retraction',
    taskVersion: 4,
    corrects: debrief?.actionId ?? '',
    reason: 'It was of another child.',
  };
  readValue(await retractAction(world.ports, { taskId: TASK, body }, P1, NOW));
};

describe('a report that was sent', () => {
  const reportInHistory = async (world: ReportWorld) => {
    const { history } = await world.detail(REFERENCE);
    return history.flatMap((entry) =>
      entry.source === 'person' && entry.action.kind === 'intelligence-report'
        ? [entry.action]
        : [],
    );
  };

  it('is in the history, without its words', async () => {
    const world = await createReportWorld();
    readValue(await world.send());
    expect(await reportInHistory(world)).toMatchObject([
      { by: 'p-1', items: [1], force: FORCE, handling: 'P', debrief: 'current', texts: {} },
    ]);
    expect(JSON.stringify(await world.detail(REFERENCE))).not.toContain(REPORT_TEXT);
  });

  it('changes nothing a practitioner sees of the task', async () => {
    const world = await createReportWorld();
    readValue(await world.send());
    expect(await world.versionOf(REFERENCE)).toBe(4);
  });

  it('is not recalled with its debrief: the history and the list say what became of that', async () => {
    const world = await createReportWorld();
    readValue(await world.send());
    await retract(world);
    expect((await reportInHistory(world)).map(({ debrief }) => debrief)).toEqual(['withdrawn']);
    expect((await world.list()).map(({ debrief }) => debrief)).toEqual(['withdrawn']);
    expect(await world.listPendingReports()).toHaveLength(1);
  });

  it('reports that its debrief was corrected; a new one uses the correction', async () => {
    const world = await createReportWorld();
    readValue(await world.send());
    const debrief = (await world.detail(REFERENCE)).actions.find(({ kind }) => kind === 'debrief');
    const corrected = buildDebriefBody('again', {
      taskVersion: 4,
      items: [buildItemBody({ forPolice: true, timeOfDay: '07:00' })],
      corrects: debrief?.actionId ?? '',
      correctionReason: 'The time was another.',
    });
    readValue(await recordDebrief(world.ports, { taskId: TASK, body: corrected }, P1, NOW));
    readValue(await world.send({ taskVersion: 5 }, 'second'));
    const reports = await world.list();
    expect(reports.map((one) => [one.debrief, one.items[0]?.timeOfDay])).toEqual([
      ['corrected', '22:30'],
      ['current', '07:00'],
    ]);
  });

  it('cannot be retracted', async () => {
    const world = await createReportWorld();
    const { actionId } = readValue(await world.send());
    const body = { key: 'key-of-no', taskVersion: 4, corrects: actionId, reason: 'Sorry.' };
    expect(readRefusal(await retractAction(world.ports, { taskId: TASK, body }, P1, NOW))).toBe(
      'unknown-action /corrects',
    );
  });

  it('is to be sent until it is on the queue, and then sent', async () => {
    const world = await createReportWorld();
    readValue(await world.send());
    expect((await world.list()).map(({ state, sentAt }) => [state, sentAt])).toEqual([
      ['to-be-sent', null],
    ]);
    const [pending] = await world.listPendingReports();
    if (pending === undefined) throw new Error('There is no pending reply.');
    await world.stores.replies.markReplied(pending.key, NOW);
    expect((await world.list()).map(({ state, sentAt }) => [state, sentAt])).toEqual([
      ['sent', NOW],
    ]);
    expect(await world.listPendingReports()).toEqual([]);
  });
});
