import * as z from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectory } from '../../../infra/directory.ts';
import { createHistory } from '../../../infra/local/demonstration/create-history.ts';
import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import type { MemoryRuntime } from '../../../infra/local/memory/memory-runtime.ts';
import { readMessageTemplates } from '../../../infra/message-templates.ts';
import type { Item } from '../../../shared/database/table.ts';
import { escalationSchema } from '../../../shared/episodes/escalation.ts';
import { addMs, DAY_MS, measureElapsedMs, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { toLondonTime } from '../../../shared/kernel/london-time.ts';
import { at } from '../../support/facts.ts';

const UNTIL = at('2026-11-26T08:00Z');
const COUNTY = { seed: 2026, childrenPerMonth: 20, from: addMs(UNTIL, -14 * DAY_MS) };
const DIRECTORY = readDirectory();

const actionTimesSchema = z.object({ by: z.string(), recordedAt: z.string() });

/** In the middle of the quiet hours of the example authorities. */
const isNight = (time: string): boolean => time >= '22:00' || time < '06:00';

let history: MemoryRuntime;

beforeAll(async () => {
  history = await createHistory({
    ...COUNTY,
    until: UNTIL,
    directory: DIRECTORY,
    templates: readMessageTemplates(),
    publicUrl: 'https://homeward.example',
  });
});

const listItems = (entity: string): readonly Item[] =>
  history.tables.core.listItems().filter((item) => item['entity'] === entity);

describe('a history that is computed in memory', () => {
  it('answers every message of the police, and leaves nothing to be done', () => {
    const feed = [...generateFeed({ ...COUNTY, to: UNTIL })];
    expect(feed.length).toBeGreaterThan(80);
    expect(history.replies.length).toBe(feed.length);
    expect(history.queues.notifications.size() + history.queues.evidence.size()).toBe(0);
    expect(history.streamFailures()).toEqual([]);
    expect(history.now()).toBe(UNTIL);
  });

  it('raises each level of the ladder within a minute after it falls due', () => {
    const escalations = listItems('escalation').map((item) => escalationSchema.parse(item));
    const delays = escalations.map(({ at: dueAt, raisedAt }) => measureElapsedMs(dueAt, raisedAt));
    expect(delays.length).toBeGreaterThan(15);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThanOrEqual(MINUTE_MS);
  });

  it('sends no message at night, except about a breach or a child at high risk who is missing', () => {
    const atNight = history.messages.filter(({ sentAt }) => isNight(toLondonTime(sentAt)));
    expect(history.messages.length).toBeGreaterThan(100);
    const urgent = /^(breach|missing-at-once)/;
    expect(atNight.filter(({ template }) => !urgent.test(template))).toEqual([]);
  });

  it('has the work of staff, each action recorded at its own moment', () => {
    const recorded = listItems('action').map(({ action }) => actionTimesSchema.parse(action));
    const byPeople = recorded.filter(({ by }) => by !== 'policy');
    const moments = new Set(byPeople.map(({ recordedAt }) => recordedAt));
    expect(byPeople.length).toBeGreaterThan(40);
    expect(moments.size / byPeople.length).toBeGreaterThan(0.8);
  });

  it('has one run of detection for an authority and day', () => {
    expect(listItems('detection-run').length).toBe(14 * DIRECTORY.authorities.length);
  });
});
