import type { Caller } from '../access/caller.ts';
import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import type { Instant } from '../kernel/instant.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import type { StoredEpisode } from './episode.ts';
import { findLevel, isOutdated } from './rules/ladder.ts';
import type { DuePart } from './task-lists.ts';

/** What a worklist can be narrowed to. */
export const TASK_FILTERS = [
  'late',
  'due-today',
  'no-clock',
  'unallocated',
  'escalated',
  'no-appointment',
  'mine',
] as const;
export type TaskFilter = (typeof TASK_FILTERS)[number];

export interface FilterContext {
  readonly caller: Caller;
  readonly directory: Directory;
  readonly now: Instant;
}

type Filter = (stored: StoredEpisode, context: FilterContext) => boolean;

const readDueAt = ({ episode: { task } }: StoredEpisode): Instant | null => task?.dueAt ?? null;

const readPractitioner = ({ episode: { task } }: StoredEpisode): string | null =>
  task?.allocation?.practitioner ?? null;

/** Exactly due is on time. `due-today` is by the London day, and not late. */
const FILTERS: Readonly<Record<TaskFilter, Filter>> = {
  late: (stored, { now }) => {
    const dueAt = readDueAt(stored);
    return dueAt !== null && dueAt < now;
  },
  'due-today': (stored, { now }) => {
    const dueAt = readDueAt(stored);
    return dueAt !== null && dueAt >= now && toLondonDate(dueAt) === toLondonDate(now);
  },
  'no-clock': (stored) => readDueAt(stored) === null,
  unallocated: (stored) => readPractitioner(stored) === null,
  escalated: ({ episode, raised }, { directory }) => {
    const settings = findAuthoritySettings(directory, episode.responsibleAuthority);
    return raised.some(
      (one) =>
        one.acknowledged === null &&
        findLevel(settings, one.level)?.mustAcknowledge === true &&
        !isOutdated(episode, one, settings),
    );
  },
  'no-appointment': ({ episode: { task } }) => (task?.booking ?? null) === null,
  mine: (stored, { caller }) => readPractitioner(stored) === caller.subject,
};

export const passesFilter = (
  filter: TaskFilter,
  stored: StoredEpisode,
  context: FilterContext,
): boolean => FILTERS[filter](stored, context);

const DUE_PARTS: Partial<Record<TaskFilter, DuePart>> = {
  late: 'late',
  'due-today': 'today',
  'no-clock': 'no-clock',
};

/** The part of the list that holds all that pass, so that the rest is not read. */
export const findDuePart = (filter: TaskFilter): DuePart | undefined => DUE_PARTS[filter];
