import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { findNextDay } from '../../../shared/kernel/london-time.ts';
import { detectAuthorities } from '../../../shared/signals/detect-authorities.ts';
import { at } from '../../support/facts.ts';
import { buildRun } from '../../support/signals.ts';
import type { DetectionDependencies } from '../../../shared/signals/detect-themes.ts';
import { createMemoryStores } from '../../support/core-stores.ts';
import { buildAuthority } from '../../support/directory.ts';
import { BASE_CODES } from '../../support/debriefs.ts';

const CODES = ['E06000001', 'E06000002', 'E06000003'] as const;
const MONDAY = '2026-11-16';
const night = (time: string, day = MONDAY): Instant => at(`${day}T${time}Z`);

/** Three authorities without disclosures; reading the themes of `breaks` fails. */
const createNights = () => {
  const { signals, codes } = createMemoryStores();
  const broken = new Set<string>();
  const looked: string[] = [];
  const ports: DetectionDependencies = {
    signals,
    codes,
    backOff: () => Promise.resolve(),
    directory: {
      authorities: CODES.map((code) =>
        buildAuthority({ code, name: code, localities: [], teams: [] }),
      ),
      forces: [],
      codes: BASE_CODES,
      placeholders: [],
      bankHolidays: [],
    },
    themes: {
      listCells: ({ authority }) => {
        looked.push(authority);
        return broken.has(authority) ? Promise.reject(new Error('broken')) : Promise.resolve([]);
      },
      listEvidence: () => Promise.resolve([]),
      pageEvidence: () => Promise.resolve({ items: [], after: null }),
    },
  };
  /** One invocation that has time for so many authorities. */
  const invoke = async (now: Instant, most = Infinity) => {
    looked.length = 0;
    let begun = 0;
    const hasTime = (): boolean => (begun += 1) <= most;
    const { runs, overdue, failures } = await detectAuthorities(ports, now, { hasTime });
    return { done: runs.map(({ authority }) => authority), overdue, failures, looked: [...looked] };
  };
  return { ports, broken, invoke };
};

describe('A night of detection', () => {
  it('looks at every authority once, however many invocations it has', async () => {
    const { invoke } = createNights();
    expect((await invoke(night('02:00'))).done).toEqual(CODES);
    expect(await invoke(night('02:15'))).toMatchObject({ done: [], looked: [], overdue: 0 });
    expect((await invoke(night('02:00', '2026-11-17'))).done).toEqual(CODES);
  });

  it('starts no other authority when time is short, and goes on with the rest', async () => {
    const { invoke } = createNights();
    expect((await invoke(night('02:00'), 2)).done).toEqual([CODES[0], CODES[1]]);
    expect((await invoke(night('02:15'), 2)).done).toEqual([CODES[2]]);
  });

  it('starts with the authority that waited longest', async () => {
    const { ports, invoke } = createNights();
    for (const [place, day] of ['2026-11-15', '2026-11-13', '2026-11-14'].entries()) {
      await ports.signals.writeRun(buildRun({ authority: CODES[place] ?? '', day }));
    }
    expect((await invoke(night('02:00'), 1)).done).toEqual([CODES[1]]);
  });

  it('starts with another at each later invocation, so that a slow one blocks no other', async () => {
    const { broken, invoke } = createNights();
    broken.add(CODES[0]);
    const first = await invoke(night('02:00'), 1);
    expect(first).toMatchObject({ done: [], looked: [CODES[0]], overdue: 3 });
    expect((await invoke(night('02:15'), 1)).done).toEqual([CODES[1]]);
    expect((await invoke(night('02:30'), 1)).looked).not.toEqual([]);
  });

  it('runs the others when one fails, and reports the error', async () => {
    const { broken, invoke } = createNights();
    broken.add(CODES[1]);
    const { done, failures, overdue } = await invoke(night('02:00'));
    expect(done).toEqual([CODES[0], CODES[2]]);
    expect(failures).toHaveLength(1);
    expect(overdue).toBe(1);
    broken.clear();
    expect((await invoke(night('02:15'))).done).toEqual([CODES[1]]);
  });

  it('counts as overdue who had a run neither yesterday nor today', async () => {
    const { ports, broken, invoke } = createNights();
    for (const code of CODES) broken.add(code);
    const days = ['2026-11-14', '2026-11-15'];
    for (const [place, day] of days.entries()) {
      await ports.signals.writeRun(buildRun({ authority: CODES[place] ?? '', day }));
    }
    expect((await invoke(night('02:00'))).overdue).toBe(2);
  });

  it('is that of the London day: just after midnight in summer it is the new one', async () => {
    const { ports, invoke } = createNights();
    await invoke(at('2026-07-01T23:30Z'));
    expect(await ports.signals.readRun(CODES[0], '2026-07-02')).toMatchObject({
      day: findNextDay('2026-07-01'),
      week: '2026-W27',
    });
  });

  it('does no day again that lies before one that was done', async () => {
    const { invoke } = createNights();
    await invoke(night('02:00', '2026-11-17'));
    expect((await invoke(night('05:45'))).looked).toEqual([]);
  });
});
