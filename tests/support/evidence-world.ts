import { takeTimeOfOutcome } from '../../shared/episodes/debrief.ts';
import { makeEpisodeId } from './ids.ts';
import type { Caller } from '../../shared/access/caller.ts';
import { recordDebrief } from '../../shared/casework/record-debrief.ts';
import { type OutcomeBody, recordOutcome } from '../../shared/casework/record-outcome.ts';
import { retractAction } from '../../shared/casework/retract-action.ts';
import type { Table } from '../../shared/database/table.ts';
import type { Directory } from '../../shared/directory/directory.ts';
import type { Action } from '../../shared/episodes/action.ts';
import type { DebriefBody } from '../../shared/episodes/debrief-api.ts';
import { toTaskId } from '../../shared/episodes/episode.ts';
import { findEvidenceChange } from '../../shared/episodes/evidence-source.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import { listCurrentActions } from '../../shared/episodes/rules/current-actions.ts';
import { addMs, type Instant } from '../../shared/kernel/instant.ts';
import { formatCellName } from '../../shared/themes/apply-evidence.ts';
import { countCell, type Cell } from '../../shared/themes/cell.ts';
import type { Evidence } from '../../shared/themes/evidence.ts';
import { createEvidence } from '../../shared/themes/make-evidence.ts';
import { createThemeStore, type ThemeReader } from '../../shared/themes/theme-store.ts';
import { ALL_WEEKS } from '../../shared/themes/week-period.ts';
import { createCoreStores } from './core-stores.ts';
import { createCounty } from './county.ts';
import { DIRECTORY } from './directory.ts';
import { at, buildReturnedFact, buildUpdatedFact } from './facts.ts';
import { readValue } from './results.ts';
import { buildDebriefBody, buildOutcomeBody } from './work-bodies.ts';

const FORCE = 'E23000024';

/** All stored evidence and cells. */
export interface StoredThemes {
  readonly evidence: readonly Evidence[];
  readonly cells: readonly Cell[];
}

/** The stored themes of all authorities of a directory. */
export const readStoredThemes = async (
  themes: ThemeReader,
  { authorities }: Directory = DIRECTORY,
): Promise<StoredThemes> => {
  const parts = authorities.map(async ({ code }) => ({
    evidence: await themes.listEvidence({ authority: code, ...ALL_WEEKS }),
    cells: await themes.listCells({ authority: code, ...ALL_WEEKS }),
  }));
  const read = await Promise.all(parts);
  return {
    evidence: read.flatMap(({ evidence }) => evidence),
    cells: read.flatMap(({ cells }) => cells),
  };
};

export const toEpisodeId = (reference: string): string => makeEpisodeId(FORCE, reference);

/** A table that reports every change the stream would deliver. */
const streaming = (table: Table, onChange: (episodeId: string) => void): Table => ({
  ...table,
  transact: async (writes) => {
    const done = await table.transact(writes);
    if (done.outcome !== 'written') return done;
    for (const write of writes) {
      const changed = 'put' in write ? findEvidenceChange(write.put) : null;
      if (changed !== null && 'episodeId' in changed) onChange(changed.episodeId);
    }
    return done;
  },
});

/** Whoever interviews, in any authority. */
const INTERVIEWER: Caller = { subject: 'p-1', role: 'practitioner', authorities: 'all' };

/** Home on 9 November 2026, with an address and no name. */
const buildHomecoming = (reference: string): readonly Fact[] => [
  buildUpdatedFact(
    { missingFrom: { kind: 'home', place: { postcode: 'NR3 1AU' } } },
    { reference },
  ),
  buildReturnedFact({ returnedAt: at('2026-11-09T08:00Z') }, { reference }),
];

/** An interview of that child, in the first 72 hours or later. */
const heldAt = (happenedAt: string): Partial<OutcomeBody> => ({
  happenedAt,
  ...(at(happenedAt) > at('2026-11-12T08:00Z') && { lateReason: 'child-asked-for-later' }),
});

/**
 * Episodes in memory of which somebody tells and takes back. `onChange` hears of each change that may concern evidence,
 * as the stream's follower does.
 */
export const createEvidenceWorld = (onChange: (episodeId: string) => void = () => undefined) => {
  const county = createCounty({ wrapTable: (table) => streaming(table, onChange) });
  const { ports } = county;
  const { episodes } = ports;
  let clock: Instant = at('2026-11-18T10:00Z');
  let count = 0;
  const tick = (): Instant => {
    count += 1;
    clock = addMs(clock, 60_000);
    return clock;
  };

  /** Takes a notification in, now, under an id of its own. */
  const receiveFact = (received: Fact): Promise<void> => {
    const now = tick();
    const own = { id: `n-${count}`, receivedAt: now, time: now.replace('Z', '000000Z') };
    return county.receiveFacts({ ...received, ...own });
  };

  const requestOn = async (reference: string) => ({
    key: `key-number-${count}`,
    taskVersion: (await county.read(reference)).taskVersion,
  });

  const findCurrentDebrief = async (reference: string): Promise<Action | undefined> => {
    const { actions } = await episodes.read(toEpisodeId(reference));
    return listCurrentActions(actions).findLast(({ kind }) => kind === 'debrief');
  };

  const findOutcome = async (reference: string): Promise<Action | undefined> => {
    const { actions } = await episodes.read(toEpisodeId(reference));
    return listCurrentActions(actions).findLast(({ kind }) => kind === 'outcome');
  };

  /** One interview has one time: that of its outcome. */
  const correctTime = async (reference: string, happenedAt: string) => {
    const now = tick();
    const corrects = (await findOutcome(reference))?.actionId;
    const about = { ...heldAt(happenedAt), corrects, correctionReason: 'Another day.' };
    const body = buildOutcomeBody('outcome', { ...about, ...(await requestOn(reference)) });
    const input = { taskId: toTaskId(toEpisodeId(reference)), body };
    return recordOutcome(ports, input, INTERVIEWER, now);
  };

  /** Submits a debrief; it corrects the current one. */
  const tryToDebrief = async (
    reference: string,
    { heldAt: time, ...disclosed }: Partial<DebriefBody>,
  ) => {
    const before = time === undefined ? null : await correctTime(reference, time);
    if (before !== null && 'refusal' in before) return before;
    const now = tick();
    const corrects = (await findCurrentDebrief(reference))?.actionId;
    const correction = corrects === undefined ? {} : { corrects, correctionReason: 'It was more.' };
    const about = { sections: {}, texts: {}, ...disclosed };
    const body = {
      ...buildDebriefBody('debrief', about),
      ...(await requestOn(reference)),
      ...correction,
    };
    return recordDebrief(
      ports,
      { taskId: toTaskId(toEpisodeId(reference)), body },
      INTERVIEWER,
      now,
    );
  };

  const debrief = async (reference: string, disclosed: Partial<DebriefBody>): Promise<void> => {
    readValue(await tryToDebrief(reference, disclosed));
  };

  /** Retracts the current debrief, if any. */
  const retract = async (reference: string): Promise<void> => {
    const now = tick();
    const corrects = (await findCurrentDebrief(reference))?.actionId;
    if (corrects === undefined) return;
    const body = { ...(await requestOn(reference)), corrects, reason: 'Another child.' };
    const input = { taskId: toTaskId(toEpisodeId(reference)), body };
    readValue(await retractAction(ports, input, INTERVIEWER, now));
  };

  /** An episode of a child of Norwich who came home and was interviewed, and whose identity is not known yet. */
  const begin = async (reference: string): Promise<void> => {
    for (const fact of buildHomecoming(reference)) await receiveFact(fact);
    const now = tick();
    const held = { ...heldAt('2026-11-17T16:00:00Z'), ...(await requestOn(reference)) };
    const input = {
      taskId: toTaskId(toEpisodeId(reference)),
      body: buildOutcomeBody('outcome', held),
    };
    readValue(await recordOutcome(ports, input, INTERVIEWER, now));
  };

  /** The evidence that follows from the facts of an episode now. */
  const evidenceIn = async (reference: string): Promise<readonly Evidence[]> => {
    const stored = await episodes.readState(toEpisodeId(reference));
    const debriefId = stored?.episode.task?.debriefs[0]?.debriefId;
    if (stored === null || debriefId === undefined) return [];
    const current = await episodes.readDebrief(stored.episode.episodeId, debriefId);
    if (current === null) throw new Error('No such debrief.');
    const debrief = takeTimeOfOutcome(current, stored.episode.task);
    return createEvidence({ ...stored, debrief }, DIRECTORY);
  };

  /** The expected themes, derived from these episodes without a table. */
  const deriveThemes = async (references: readonly string[]): Promise<StoredThemes> => {
    const evidence = (await Promise.all(references.map(evidenceIn))).flat();
    const names = [...new Set(evidence.map(formatCellName))];
    const cells = names.flatMap((name) => {
      const inCell = evidence.filter((one) => formatCellName(one) === name);
      const [first] = inCell;
      return first === undefined ? [] : (countCell(first, inCell) ?? []);
    });
    return { evidence, cells };
  };

  const { core } = county.runtime.tables;
  const portsOver = (themesTable: Table, coreTable: Table = core) => ({
    ...ports,
    ...createCoreStores(coreTable),
    themes: createThemeStore(themesTable),
  });

  return {
    runtime: county.runtime,
    read: county.read,
    core,
    receiveFact,
    tryToDebrief,
    debrief,
    retract,
    begin,
    deriveThemes,
    portsOver,
  };
};
export type EvidenceWorld = ReturnType<typeof createEvidenceWorld>;

const nameOfEvidence = (one: Evidence): string => `${formatCellName(one)}/${one.evidenceId}`;

const byName = <T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] =>
  [...all].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

/** The same themes in one order, for comparison. */
export const sortThemes = ({ evidence, cells }: StoredThemes): StoredThemes => ({
  evidence: byName(evidence, nameOfEvidence),
  cells: byName(cells, formatCellName),
});
