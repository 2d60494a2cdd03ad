import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { signalListSchema } from '../../shared/signals/signals-api.ts';
import { measureElapsedMs, HOUR_MS, toInstant, type Instant } from '../../shared/kernel/instant.ts';
import { buildReturned, DORSET, NORFOLK } from '../support/messages.ts';
import { poll, pollUntil } from '../support/poll.ts';
import { createStackClient, type StackClient } from '../support/stack-client.ts';
import { START_SCRIPT, type StackProcess, startStackProcess } from '../support/stack-process.ts';
import { timescalesViewSchema, type TimescalesView } from '../../shared/casework/timescales.ts';

const folder = mkdtempSync(join(tmpdir(), 'homeward-demonstration-'));
const PATIENCE_MS = 120_000;
const TEST_MS = 480_000;
/** In which practitioners have worked after the clock was moved. Moved without it, the clock outruns the tokens. */
const WORK_MS = 3_000;

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const now = (): Instant => toInstant(Date.now());

const comesHomeNow = () =>
  buildReturned({
    id: 'comes-home-now',
    subject: 'NC-OURS',
    time: now(),
    data: { returnedAt: now(), foundAt: undefined, preventionInterview: undefined },
  });

/** Of all who returned in the last seven weeks. */
const timescales = async (client: StackClient): Promise<Counts> => {
  const day = (ms: number) => toInstant(Date.now() + ms).slice(0, 10);
  const period = `from=${day(-50 * 24 * HOUR_MS)}&to=${day(0)}`;
  const { body } = await client.get(`/api/v1/timescales?authority=${NORFOLK}&${period}`);
  return timescalesViewSchema.parse(body).whole;
};
type Counts = TimescalesView['whole'];

const endedOf = ({ episodes, open }: Counts): number => episodes - open;

const acknowledgements = async (client: StackClient) => {
  const list = `/api/v1/escalations?authority=${NORFOLK}`;
  return {
    given: await client.list(`${list}&acknowledged=true&limit=100`),
    missing: await client.list(`${list}&acknowledged=false&limit=100`),
  };
};

/** What somebody sees who comes to the service for the first time. */
const expectLivingService = async (client: StackClient): Promise<void> => {
  const counts = await timescales(client);
  const { completed, completedWithin72h, declined, notPossible, openLate } = counts;
  expect(completed).toBeGreaterThan(60);
  expect(completedWithin72h / completed).toBeGreaterThan(0.45);
  expect(completedWithin72h / completed).toBeLessThan(0.8);
  expect(declined).toBeGreaterThan(5);
  expect(notPossible['missing-again']).toBeGreaterThan(0);
  expect(notPossible['unable-to-contact']).toBeGreaterThan(0);
  expect(openLate).toBeGreaterThan(0);
  const { given, missing } = await acknowledgements(client);
  expect(given.length).toBeGreaterThan(0);
  expect(missing.length).toBeGreaterThan(0);
  const absences = await client.get(`/api/v1/absences?authority=${NORFOLK}`);
  expect(absences.body['items']).toHaveLength(1);
};

/** What was planted is found, where it was planted; where there is only noise, nothing is. */
const expectSignals = async (client: StackClient): Promise<void> => {
  const signalsOf = async (authority: string) => {
    const { body } = await client.get(`/api/v1/signals?authority=${authority}`, 'auditor');
    return signalListSchema.parse(body).items;
  };
  const found = (await signalsOf(NORFOLK)).filter(({ method }) => method === 'ears');
  const themes = found.map(({ localities, harm, context }) =>
    [...localities, harm, context].join(' '),
  );
  expect(themes).toContain('norwich child-criminal-exploitation transport');
  expect(themes).toContain('great-yarmouth child-sexual-exploitation online');
  expect(themes).toContain('kings-lynn-and-west-norfolk child-sexual-exploitation online');
  expect(found.flatMap(({ localities }) => localities)).not.toContain('broadland');
  expect(await signalsOf(DORSET)).toEqual([]);
};

const clocksOf = async (client: StackClient): Promise<ReadonlySet<string>> => {
  const tasks = await client.list(`/api/v1/tasks?authority=${NORFOLK}&state=open&limit=100`);
  return new Set(tasks.map((task) => (task['clock'] as { state: string }).state));
};

/** The address is printed, and answers, long before the stack may be used. */
const expectLoading = async (stack: StackProcess): Promise<void> => {
  const readAddress = () => /answers at (http:\S+)\/api\/v1; its clock says/.exec(stack.printed());
  const [, address = ''] = await poll('the address', readAddress, PATIENCE_MS);
  const response = await fetch(`${address}/api/v1/tasks?authority=${NORFOLK}`);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ title: 'The demonstration is loading' });
  expect(existsSync(stack.descriptionFile)).toBe(false);
};

describe('npm start', () => {
  it(
    'says that it is loading, then has fifteen weeks up to the present and signals, and accepts messages at once',
    async () => {
      const stack = startStackProcess(folder, START_SCRIPT, ['--port', '0']);
      await expectLoading(stack);
      const description = await stack.description();
      const client = createStackClient(description);
      const clock = await fetch(`${description.control}/clock`);
      const { now: shown } = (await clock.json()) as { now: Instant };
      expect(Math.abs(measureElapsedMs(shown, now()))).toBeLessThan(60_000);

      await expectLivingService(client);
      await expectSignals(client);
      const isPrinted = () =>
        / completed \(\d+% within 72 hours: \d+ of \d+\)/.test(stack.printed());
      await pollUntil('the line that says how it went', isPrinted, PATIENCE_MS);

      await client.send([JSON.stringify(comesHomeNow())]);
      const isThere = async () =>
        (await client.list('/api/v1/episodes?force=E23000024&reference=NC-OURS')).length === 1;
      await pollUntil('our own notification', isThere, PATIENCE_MS);
      const isLivedIn = async () => (await clocksOf(client)).size === 3;
      await pollUntil('late, running and clockless tasks', isLivedIn, PATIENCE_MS);
      const rejected = async () =>
        (await client.list('/api/v1/rejections', 'operator')).length > 10;
      await pollUntil('malformed messages, kept', rejected, PATIENCE_MS);

      const endedBefore = endedOf(await timescales(client));
      let movedAt = 0;
      const goesOn = async () => {
        if (performance.now() - movedAt > WORK_MS) {
          await client.moveClock({ advance: 'PT3H' });
          movedAt = performance.now();
        }
        return endedOf(await timescales(client)) > endedBefore;
      };
      await pollUntil(
        'practitioners who go on working, in the morning at the latest',
        goesOn,
        PATIENCE_MS,
      );

      client.close();
      stack.kill('SIGINT');
      expect(await stack.ended).toBe(0);
    },
    TEST_MS,
  );
});
