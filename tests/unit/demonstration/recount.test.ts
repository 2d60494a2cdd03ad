import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectory } from '../../../infra/directory.ts';
import { createHistory } from '../../../infra/local/demonstration/create-history.ts';
import type { MemoryRuntime } from '../../../infra/local/memory/memory-runtime.ts';
import { readMessageTemplates } from '../../../infra/message-templates.ts';
import { readTimescales } from '../../../shared/casework/read-timescales.ts';
import type { TimescalesView } from '../../../shared/casework/timescales.ts';
import type { Action } from '../../../shared/episodes/action.ts';
import { NO_IDS } from '../../../shared/episodes/episode-ids.ts';
import { createEpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { addMs, DAY_MS } from '../../../shared/kernel/instant.ts';
import { type Recount, recountTimescales } from '../../recount/recount.ts';
import { at } from '../../support/facts.ts';
import { readValue } from '../../support/results.ts';

const UNTIL = at('2026-11-26T08:00Z');
const DIRECTORY = readDirectory();
const AUDITOR = { subject: 'a-1', role: 'auditor', authorities: 'all' } as const;

let history: MemoryRuntime;
beforeAll(async () => {
  history = await createHistory({
    seed: 7,
    childrenPerMonth: 20,
    from: addMs(UNTIL, -50 * DAY_MS),
    until: UNTIL,
    directory: DIRECTORY,
    templates: readMessageTemplates(),
    publicUrl: 'https://homeward.example',
  });
});

const pick = ({ whole }: TimescalesView): Recount => {
  const { notPossible, ...counts } = whole;
  const sum = Object.values(notPossible).reduce((total, one) => total + one, 0);
  const { episodes, completed, completedWithin72h, declined, open, openLate } = counts;
  const { notMeasurable, withdrawn, offered, offeredWithin72h, interviews } = counts;
  return {
    ...{ episodes, completed, completedWithin72h, declined, notPossible: sum, open, openLate },
    ...{ notMeasurable, withdrawn, offered, offeredWithin72h, interviews },
  };
};

describe('the timescales of seven weeks', () => {
  it.each(DIRECTORY.authorities.map(({ name, code }) => [name, code]))(
    'of %s are what a recount of the raw messages and actions gives',
    async (_, authority) => {
      const episodes = createEpisodeStore(history.tables.core, NO_IDS);
      const query = { authority, from: '2026-10-07', to: '2026-11-26', by: 'none' } as const;
      const dependencies = { episodes, directory: DIRECTORY };
      const view = readValue(await readTimescales(dependencies, query, AUDITOR, UNTIL));
      const { from, to } = view;
      const counts = recountTimescales(history.tables.core.listItems(), {
        ...{ authority, from, to },
        now: UNTIL,
      });
      expect(counts).toEqual(pick(view));
    },
  );

  it('are of a history that has what people do: needs of a visit, wishes, plans made and renewed', () => {
    const actions = history.tables.core
      .listItems()
      .filter((item) => item['entity'] === 'action')
      .map((item) => item['action'] as Action);
    const kinds = new Set(actions.map(({ kind }) => kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['acknowledgement', 'plan-renewal', 'booking', 'debrief']),
    );
    const asked = actions.flatMap((one) => (one.kind === 'offer' ? (one.visitNeeds ?? []) : []));
    expect(asked.some(({ twoPeople }) => twoPeople)).toBe(true);
    expect(asked.some(({ interpreter }) => interpreter)).toBe(true);
    expect(asked.some(({ wishedPractitioner }) => wishedPractitioner !== null)).toBe(true);
  });

  it('are of many, so that a mistake would show', () => {
    const items = history.tables.core.listItems();
    const period = { from: '2026-10-07T00:00:00Z', to: '2026-11-27T00:00:00Z', now: UNTIL };
    const all = DIRECTORY.authorities.map(({ code }) =>
      recountTimescales(items, { ...period, authority: code }),
    );
    const sum = (name: keyof Recount) => all.reduce((total, one) => total + one[name], 0);
    expect(sum('episodes')).toBeGreaterThan(20);
    for (const name of ['completed', 'offered', 'open', 'withdrawn'] as const)
      expect([name, sum(name)]).not.toEqual([name, 0]);
  });
});
