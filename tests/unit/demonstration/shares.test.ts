import { describe, expect, it } from 'vitest';
import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { DEFAULT_RATES } from '../../../infra/local/demonstration/rates.ts';
import { HOUR_MS, toMs } from '../../../shared/kernel/instant.ts';
import type { Notification } from '../../../shared/police-contract/notification.ts';
import { instantOf, readEpisodes } from './feed-reading.ts';
import { readHourOfWeek } from '../../../infra/local/demonstration/rhythm.ts';

const MONTH_HOURS = (365.25 * 24) / 12;
const FROM = instantOf('2026-03-01T00:00:00Z');
const MONTH = instantOf(new Date(toMs(FROM) + MONTH_HOURS * HOUR_MS).toISOString());
/** Long enough after the month for nearly every episode of it to be complete. */
const LATER = instantOf(new Date(toMs(FROM) + 2 * MONTH_HOURS * HOUR_MS).toISOString());

const CHILDREN = 2000;
const FEED = [...generateFeed({ seed: 9, from: FROM, to: LATER, childrenPerMonth: CHILDREN })];
const EPISODES = readEpisodes(FEED);

const kindsOf = (notifications: readonly Notification[]) => notifications.map(({ kind }) => kind);
const shareOf = <T>(list: readonly T[], fits: (item: T) => boolean): number =>
  list.filter(fits).length / list.length;

interface Reported {
  readonly at: number;
  readonly child: string;
}

const reportOf = (notifications: readonly Notification[]): Reported[] =>
  notifications
    .flatMap(({ kind, data }) => (kind === 'reported' ? [data] : []))
    .slice(0, 1)
    .map(({ reportedAt, child }) => ({
      at: toMs(reportedAt ?? FROM),
      child: [child?.givenName, child?.familyName, child?.dateOfBirth].join(' '),
    }));

const REPORTS = EPISODES.filter((notifications) => notifications.length > 0).flatMap(reportOf);
const OF_THE_MONTH = REPORTS.filter(({ at }) => at < toMs(MONTH));

const hoursUntilFound = (notifications: readonly Notification[]): number[] => {
  const [report] = reportOf(notifications);
  const found = notifications.flatMap(({ kind, data }) =>
    kind === 'found' || kind === 'returned' ? (data.foundAt ?? []) : [],
  );
  const [first] = found.sort();
  if (report === undefined || first === undefined || report.at >= toMs(MONTH)) return [];
  return [(toMs(first) - report.at) / HOUR_MS];
};

describe('the shares of a large world', () => {
  it('are those of the month: so many children go missing, so often', () => {
    const children = new Set(OF_THE_MONTH.map(({ child }) => child));
    expect(children.size / CHILDREN).toBeCloseTo(1, 1);
    expect(OF_THE_MONTH.length / children.size).toBeCloseTo(DEFAULT_RATES.episodesPerChild, 0);
  });

  it('are a third of the episodes by 6 % of the children', () => {
    const counts = new Map<string, number>();
    for (const { child } of OF_THE_MONTH) counts.set(child, (counts.get(child) ?? 0) + 1);
    const most = [...counts.values()].sort((a, b) => b - a);
    const frequent = most.slice(0, Math.round(most.length * 0.06));
    const share = frequent.reduce((sum, count) => sum + count, 0) / OF_THE_MONTH.length;
    expect(share).toBeGreaterThan(0.28);
    expect(share).toBeLessThan(0.4);
  });

  it('are 79 % found within 24 hours and 90 % within 48', () => {
    const hours = EPISODES.flatMap(hoursUntilFound);
    expect(hours.length).toBeGreaterThan(3000);
    expect(shareOf(hours, (hour) => hour <= 24)).toBeCloseTo(0.79, 1);
    expect(shareOf(hours, (hour) => hour <= 24)).toBeGreaterThan(0.76);
    expect(shareOf(hours, (hour) => hour <= 48)).toBeGreaterThan(0.87);
    expect(shareOf(hours, (hour) => hour <= 48)).toBeLessThan(0.93);
  });

  it('are most reports from 22:00 to 01:00 by London clocks, and more at weekends', () => {
    const hours = REPORTS.map(({ at }) => readHourOfWeek(at));
    const perHour = (fits: (hour: number) => boolean): number =>
      hours.filter((hour) => fits(hour % 24)).length;
    const peak = perHour((hour) => hour >= 22 || hour < 1) / 3;
    for (let hour = 1; hour < 22; hour += 1) {
      expect(perHour((other) => other === hour)).toBeLessThan(peak);
    }
    const weekend = shareOf(hours, (hour) => hour < 24 || hour >= 144) / 2;
    expect(weekend).toBeGreaterThan((1.2 * (1 - 2 * weekend)) / 5);
  });

  it.each([
    ['duplicate', (message: FeedMessage) => message.kind === 'duplicate'],
    ['late', (message: FeedMessage) => message.kind === 'late'],
    ['malformed', (message: FeedMessage) => message.error !== null],
  ] as const)('are as the rate says for %s messages', (rate, fits) => {
    const usable = FEED.filter(({ expected }) => expected === 'accepted').length;
    const share = FEED.filter(fits).length / usable;
    expect(share).toBeGreaterThan(DEFAULT_RATES[rate] * 0.85);
    expect(share).toBeLessThan(DEFAULT_RATES[rate] * 1.15);
  });

  it('are as the rates say for cancelled episodes, some of which are taken up again', () => {
    const begun = EPISODES.filter((notifications) =>
      reportOf(notifications).some(({ at }) => at < toMs(MONTH)),
    );
    const cancelled = begun.filter((notifications) => kindsOf(notifications).includes('cancelled'));
    const rate = DEFAULT_RATES.cancelled + DEFAULT_RATES.reportedTwice;
    expect(cancelled.length / begun.length).toBeGreaterThan(rate * 0.75);
    expect(cancelled.length / begun.length).toBeLessThan(rate * 1.25);
    const reopened = shareOf(
      cancelled,
      (notifications) => kindsOf(notifications).at(-1) !== 'cancelled',
    );
    expect(reopened).toBeGreaterThan(0.08);
    expect(reopened).toBeLessThan(0.3);
  });

  it('are as the rate says for children found whose return nobody confirms', () => {
    const found = EPISODES.filter((notifications) =>
      reportOf(notifications).some(({ at }) => at < toMs(MONTH)),
    )
      .map(kindsOf)
      .filter((kinds) => kinds.includes('found') && !kinds.includes('cancelled'));
    const open = shareOf(found, (kinds) => !kinds.includes('returned'));
    expect(open).toBeGreaterThan(DEFAULT_RATES.returnNotConfirmed * 0.7);
    expect(open).toBeLessThan(DEFAULT_RATES.returnNotConfirmed * 1.8);
  });

  it('follow the rates when they are changed: none is none', () => {
    const rates = { duplicate: 0, late: 0, malformed: 0, cancelled: 0, reportedTwice: 0 };
    const quiet = [...generateFeed({ seed: 9, from: FROM, to: MONTH, rates })];
    const abouts = new Set(quiet.map(({ kind }) => kind));
    expect([...abouts].sort()).toEqual(['correction', 'found', 'reported', 'returned', 'updated']);
  });
});
