import type { Directory } from '../../shared/directory/directory.ts';
import { findChangedEpisode } from '../../shared/episodes/evidence-source.ts';
import { createMemoryTable } from '../../shared/database/memory-table.ts';
import type { Table } from '../../shared/database/table.ts';
import { createThemeStore, type ThemeReader } from '../../shared/themes/theme-store.ts';
import type { Action } from '../../shared/episodes/action.ts';
import type { Debrief } from '../../shared/episodes/debrief.ts';
import { addMs, type Instant } from '../../shared/kernel/instant.ts';
import { countCell, type Cell } from '../../shared/themes/cell.ts';
import type { Evidence } from '../../shared/themes/evidence.ts';
import { buildAction } from './actions.ts';
import { buildDebrief } from './debriefs.ts';
import { DIRECTORY } from './directory.ts';
import { at, buildFoundFact, buildReportedFact } from './facts.ts';
import { createEvidence } from '../../shared/themes/make-evidence.ts';
import { formatCellName } from '../../shared/themes/apply-evidence.ts';
import { ALL_WEEKS } from '../../shared/themes/week-period.ts';
import { listCurrentActions } from '../../shared/episodes/rules/current-actions.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import { foldEpisode } from '../../shared/episodes/rules/fold-episode.ts';
import { buildNextState } from '../../shared/episodes/rules/next-state.ts';
import type { EpisodeRecord } from '../../shared/episodes/episode-store.ts';
import { type CoreStores, createCoreStores } from './core-stores.ts';
import { type StoredEpisode, makeEpisodeId, toTaskId } from '../../shared/episodes/episode.ts';

const FORCE = 'E23000024';
const NOTHING_ELSE = { escalations: [], alerts: [], claim: null };

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
      const changed = 'put' in write ? findChangedEpisode(write.put) : null;
      if (changed !== null) onChange(changed);
    }
    return done;
  },
});

/**
 * Episodes in memory of which somebody tells and takes back. `onChange` hears of each change that may concern evidence,
 * as the stream's follower does.
 */
export const createEvidenceWorld = (onChange: (episodeId: string) => void = () => undefined) => {
  const core = createMemoryTable();
  const stores: CoreStores = createCoreStores(streaming(core, onChange));
  const { episodes } = stores;
  let clock: Instant = at('2026-11-12T10:00Z');
  let count = 0;
  const tick = (): Instant => {
    count += 1;
    clock = addMs(clock, 60_000);
    return clock;
  };

  const nextOf = (record: EpisodeRecord, childId: string | null): StoredEpisode => {
    const episode = foldEpisode(record.facts, DIRECTORY, record.actions);
    const parts = { episode, childId, childKeys: [], raised: [] };
    return buildNextState(record.stored, parts, DIRECTORY);
  };

  /** Receives a notification; with `childId`, which identifies the child. */
  const receiveFact = async (received: Fact, childId?: string | null): Promise<void> => {
    const now = tick();
    const fact = {
      ...received,
      id: `n-${count}`,
      receivedAt: now,
      time: now.replace('Z', '000000Z'),
    };
    const record = await episodes.read(makeEpisodeId(fact.force, fact.reference));
    const known = childId === undefined ? (record.stored?.childId ?? null) : childId;
    const next = nextOf({ ...record, facts: [...record.facts, fact] }, known);
    const write = {
      fact,
      body: '',
      firstReceivedAt: now,
      warnings: [],
      previous: record.stored,
      next,
    };
    const { outcome } = await episodes.write({ ...write, actions: [], ...NOTHING_ELSE });
    if (outcome !== 'written') throw new Error(`It was ${outcome}.`);
  };

  const act = async (
    reference: string,
    action: Action,
    debrief: Debrief | null = null,
  ): Promise<void> => {
    const record = await episodes.read(toEpisodeId(reference));
    const previous = record.stored;
    if (previous === null) throw new Error('No such episode.');
    const next = nextOf({ ...record, actions: [...record.actions, action] }, previous.childId);
    const actions = [{ action, texts: {}, debrief }];
    const outcome = await episodes.change([{ previous, next, actions, ...NOTHING_ELSE }]);
    if (outcome !== 'written') throw new Error('Not stored.');
  };

  const findCurrentDebrief = async (reference: string): Promise<Action | undefined> => {
    const { actions } = await episodes.read(toEpisodeId(reference));
    return listCurrentActions(actions).findLast(({ kind }) => kind === 'debrief');
  };

  /** Submits a debrief; it corrects the current one. */
  const debrief = async (reference: string, about: Partial<Debrief>): Promise<void> => {
    const corrects = (await findCurrentDebrief(reference))?.actionId ?? null;
    const recordedAt = tick();
    const debriefId = `deb-${count}`;
    const taskId = toTaskId(toEpisodeId(reference));
    const detail = { kind: 'debrief', debriefId, interviewId: null, interviewee: 'child' } as const;
    const action = buildAction(detail, { actionId: `act-${count}`, recordedAt, corrects });
    await act(reference, action, buildDebrief({ ...about, debriefId, taskId }));
  };

  /** Retracts the current debrief, if any. */
  const retract = async (reference: string): Promise<void> => {
    const corrects = (await findCurrentDebrief(reference))?.actionId;
    if (corrects === undefined) return;
    const recordedAt = tick();
    const about = { actionId: `act-${count}`, recordedAt, corrects };
    await act(reference, buildAction({ kind: 'retraction' }, about));
  };

  /** An episode of a child found in Norwich, whose identity is not known yet. */
  const begin = async (reference: string): Promise<void> => {
    await receiveFact(buildReportedFact({}, { reference }), null);
    await receiveFact(buildFoundFact({}, { reference }));
  };

  /** The evidence that follows from the facts of an episode now. */
  const evidenceIn = async (reference: string): Promise<readonly Evidence[]> => {
    const stored = await episodes.readState(toEpisodeId(reference));
    const debriefId = stored?.episode.task?.debriefId ?? null;
    if (stored === null || debriefId === null) return [];
    const current = await episodes.readDebrief(stored.episode.episodeId, debriefId);
    if (current === null) throw new Error('No such debrief.');
    return createEvidence({ ...stored, debrief: current }, DIRECTORY);
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

  const portsOver = (themesTable: Table, coreTable: Table = core) => ({
    ...createCoreStores(coreTable),
    themes: createThemeStore(themesTable),
    directory: DIRECTORY,
    backOff: () => Promise.resolve(),
  });

  return { core, receiveFact, debrief, retract, begin, deriveThemes, portsOver };
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
