import type { Action } from './action.ts';
import type { ChildKey, KnownChild } from './child-identity.ts';
import type { EpisodeStatus } from './episode.ts';
import type { RaisedLevel } from './escalation.ts';
import type { Finding } from '../kernel/finding.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Fact } from '../police-contract/notification.ts';
import type { TaskState } from './rhi-task.ts';
import type { DebriefStore } from './debriefs.ts';
import type { Page } from '../kernel/page.ts';
import type { NotificationSubject } from './replies.ts';
import type { StoredEpisode } from './stored-episode.ts';
import type { EpisodeChange, EpisodeConsequences, Escalation } from './episode-change.ts';
import type { WriteResult } from '../kernel/write-result.ts';

/** An episode with the facts it was folded from, read together and consistently. */
export interface EpisodeRecord {
  readonly stored: StoredEpisode | null;
  readonly facts: readonly Fact[];
  readonly actions: readonly Action[];
}

/** One notification and the state that follows from it, to be written together or not at all. */
export interface EpisodeWrite extends EpisodeConsequences {
  readonly fact: Fact;
  /** The raw message, whole. */
  readonly body: string;
  /** When the queue first handed it to us: since then a reply is owed. */
  readonly firstReceivedAt: Instant;
  /** Codes and pointers for the reply to the force. */
  readonly warnings: readonly Finding[];
  readonly next: StoredEpisode;
  /** What was read: the write is conditioned on its version. */
  readonly previous: StoredEpisode | null;
}

/** What is known of a notification id that was stored before. */
export type KnownNotification = NotificationSubject & {
  readonly contentHash: string;
  readonly messageId: string;
};

/** `conflict`: the episode changed since it was read; read again. */
export type NotificationWriteResult =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'known'; readonly known: KnownNotification };

export interface EpisodeListQuery {
  /** Episodes that any of these authorities sees, as responsible or as host. */
  readonly authorities: readonly string[];
  readonly statuses: readonly EpisodeStatus[];
  readonly force: string | null;
  readonly after: string | null;
  readonly limit: number;
}

/** Worklists: of teams (`null` in a team list: tasks of that authority without a team), or of one practitioner. */
export interface TaskListQuery {
  readonly of:
    | { readonly teams: readonly { readonly authority: string; readonly team: string | null }[] }
    | { readonly practitioner: string };
  readonly state: TaskState;
  /** Splits overdue from on-time; the same for all pages of one listing. */
  readonly now: Instant;
  readonly after: string | null;
  readonly limit: number;
}

/** Episodes whose child returned in a stretch of time, first included, last not. */
export interface ReturnedQuery {
  readonly authority: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Escalations: `true` acknowledged, `false` still to be acknowledged, null all that were raised. */
export interface EscalationListQuery {
  readonly authorities: readonly string[];
  readonly acknowledged: boolean | null;
  readonly after: string | null;
  readonly limit: number;
}

/** Tasks with a level of the ladder to raise by `now`, in one of the shards they are spread over. */
export interface ToEscalateQuery {
  readonly shard: number;
  readonly now: Instant;
  readonly after: string | null;
  readonly limit: number;
}

export interface EpisodeStore extends DebriefStore {
  /** The state and facts of an episode, read consistently. */
  read(episodeId: string): Promise<EpisodeRecord>;
  /** Writes the fact and the state together, on the version read. */
  write(write: EpisodeWrite): Promise<NotificationWriteResult>;
  /** The state alone, consistently; for whoever needs no facts. */
  readState(episodeId: string): Promise<StoredEpisode | null>;
  /** Changes one or several episodes together, each on the version read. */
  change(changes: readonly EpisodeChange[]): Promise<WriteResult>;
  /** The free text of an action, by name. */
  readTexts(episodeId: string, actionId: string): Promise<Readonly<Record<string, string>>>;
  /** Who is known under a key, in a fixed order; empty when nobody is. */
  findChildren(key: ChildKey): Promise<readonly KnownChild[]>;
  /** The latest episodes of a child, newest first, at most a hundred. */
  listEpisodesOfChild(childId: string): Promise<readonly StoredEpisode[]>;
  /** The raw message of a stored notification; null when it is not known. */
  readBody(force: string, notificationId: string): Promise<string | null>;
  /** Newest first. */
  listEpisodes(query: EpisodeListQuery): Promise<Page<StoredEpisode>>;
  /** Overdue first (longest overdue on top), then without a clock, then by due time. */
  listTasks(query: TaskListQuery): Promise<Page<StoredEpisode>>;
  /** By time of return. */
  listReturned(query: ReturnedQuery): Promise<readonly StoredEpisode[]>;
  /** Ids of the episodes in one shard with a level to raise by `now`, oldest first. The list may lag behind. */
  listToEscalate(query: ToEscalateQuery): Promise<Page<string>>;
  /** A level as it was raised; null when it was not. */
  readEscalation(
    episodeId: string,
    level: Pick<RaisedLevel, 'dueVersion' | 'level'>,
  ): Promise<Escalation | null>;
  /** Newest first. */
  listEscalations(query: EscalationListQuery): Promise<Page<Escalation>>;
}
