import { beforeEach, describe, expect, it } from 'vitest';
import { buildReported, CHILD, buildGraded } from '../../support/messages.ts';
import { parseProblem, parseRecorded } from '../../support/reply-shapes.ts';
import { norfolkTaskId, receiveReturned, sendOn, withReference } from '../../support/web-tasks.ts';
import { type CallerName, createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { buildItemBody } from '../../support/work-bodies.ts';
import { intelligenceReportListSchema } from '../../../shared/police-reports/report-api.ts';

const REFERENCE = 'NC-7';
const TASK = norfolkTaskId(REFERENCE);
const PATH = `/api/v1/tasks/${TASK}/intelligence-reports`;

const ITEM = buildItemBody({
  forPolice: true,
  people: [{ kind: 'person', role: 'adult-of-concern', nickname: 'Tiny' }],
});

const REPORT = { items: [1], text: 'He sells at the stands for country buses.', handling: 'P' };

describe('Reporting to police through the API', () => {
  let world: WebWorld;
  beforeEach(async () => {
    world = createWebWorld();
    await receiveReturned(world, REFERENCE, 20);
    parseRecorded(await sendOn(world, TASK, 'outcome', { outcome: 'completed' }));
    parseRecorded(
      await sendOn(world, TASK, 'debrief', {
        interviewee: 'child',
        place: 'school',
        relation: 'independent-service',
        childPreference: 'no-preference',
        items: [ITEM],
      }),
    );
  });

  const send = (body: object = {}, as: CallerName = 'practitioner') =>
    sendOn(world, TASK, 'intelligence-reports', { ...REPORT, ...body }, as);

  const list = async (as: CallerName = 'practitioner') =>
    intelligenceReportListSchema.parse((await world.ask(PATH, { as })).body);

  it('Sends a report, shows it as it was sent, and with its grade when that came', async () => {
    const { actionId } = parseRecorded(await send());
    const { items } = await list();
    expect(items).toMatchObject([
      { actionId, by: 'p-1', state: 'to-be-sent', text: REPORT.text, grade: null },
    ]);
    expect(items[0]?.items[0]?.people[0]?.nickname).toBe('Tiny');
    await world.receive(buildGraded({ subject: items[0]?.reportId }));
    expect((await list()).items).toMatchObject([
      { state: 'graded', grade: { source: 2, information: 'C', handling: 'P' } },
    ]);
  });

  it('Refuses with the code and the place of what names the child, and never the value', async () => {
    const reply = await send({ text: 'It is Sam who carries it, of Example House.' });
    expect(parseProblem(reply)).toEqual({
      status: 422,
      code: 'invalid-body',
      errors: [
        { code: 'names-the-child', path: '/text' },
        { code: 'names-a-place-of-the-child', path: '/text' },
      ],
    });
    expect(JSON.stringify(reply.body)).not.toMatch(/sam\b|example/i);
  });

  it('Refuses a name that only a possible match of the child is known by', async () => {
    const { authorityChildId: _, ...unknown } = CHILD;
    const child = { ...unknown, policePersonId: 'PP-0001', aliases: ['Ziggurat'] };
    await world.receive(withReference('NC-8', buildReported({ data: { child } })));
    expect(parseProblem(await send({ text: 'Ziggurat is there.' })).errors).toEqual([
      { code: 'names-the-child', path: '/text' },
    ]);
  });

  it.each([
    ['no item', { items: [] }, 'invalid-value', '/items'],
    ['a text that is too long', { text: 'a'.repeat(4001) }, 'invalid-value', '/text'],
    ['a handling code that is none', { handling: 'X' }, 'invalid-value', '/handling'],
    ['a text to leave out that is none', { leaveOut: ['told'] }, 'invalid-value', '/leaveOut/0'],
    ['no conditions with C', { handling: 'C' }, 'conditions-needed', '/conditions'],
  ])('Refuses %s', async (_, body, code, path) => {
    expect(parseProblem(await send(body)).errors).toEqual([{ code, path }]);
  });

  it('Shows and accepts them for staff of the responsible authority who work with it', async () => {
    parseRecorded(await send({}, 'manager'));
    expect((await list('manager')).items).toHaveLength(1);
    expect((await list('auditor')).items).toHaveLength(1);
    for (const as of ['operator', 'lead'] as const) {
      expect(parseProblem(await world.ask(PATH, { as })).code).toBe('not-your-role');
    }
    const body = { ...REPORT, key: 'key-of-another', taskVersion: 1 };
    for (const as of ['auditor', 'operator', 'lead'] as const) {
      const reply = await world.ask(PATH, { as, method: 'POST', send: body });
      expect(parseProblem(reply).code).toBe('not-your-role');
    }
    const foreign = { as: 'dorsetManager', method: 'POST', send: body } as const;
    expect(parseProblem(await world.ask(PATH, foreign)).code).toBe('not-found');
    expect(parseProblem(await world.ask(PATH, { as: 'dorsetManager' })).code).toBe('not-found');
    expect(parseProblem(await world.ask('/api/v1/tasks/none/intelligence-reports')).code).toBe(
      'not-found',
    );
  });

  it('Is audited, whether it is sent or only read', async () => {
    parseRecorded(await send());
    await list('auditor');
    const audited = world.audited
      .filter(({ operation }) => /IntelligenceReport/.test(operation))
      .map(({ operation, who, outcome, what }) => [operation, who, outcome, what.taskId]);
    expect(audited).toEqual([
      ['sendIntelligenceReport', 'p-1', 'change-attempted', TASK],
      ['listIntelligenceReports', 'a-1', 'read', TASK],
    ]);
  });

  it('Is in the history of the task', async () => {
    parseRecorded(await send());
    const { body } = await world.ask(`/api/v1/tasks/${TASK}`);
    expect(JSON.stringify(body)).toContain('"kind":"intelligence-report"');
    expect(JSON.stringify(body)).not.toContain('country buses');
  });

  it('Files a grade that cannot be used under itself, for it names no episode', async () => {
    parseRecorded(await send());
    const [report] = (await list()).items;
    await world.receive(buildGraded({ subject: report?.reportId, data: { source: 7 } }));
    const { items } = (await world.ask('/api/v1/rejections', { as: 'operator' })).body as {
      items: { rejectionId: string }[];
    };
    await world.ask(`/api/v1/rejections/${items[0]?.rejectionId ?? ''}`, { as: 'operator' });
    expect(world.audited.at(-1)?.what).toMatchObject({
      kind: 'rejection',
      id: items[0]?.rejectionId,
    });
  });
});
