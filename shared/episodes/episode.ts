import type { Instant } from '../kernel/instant.ts';
import type {
  CancelReason,
  Category,
  RiskFlag,
  RiskLevel,
} from '../police-contract/allowed-values.ts';
import type {
  ChildFields,
  LastSeen,
  MissingFrom,
  Officer,
  Place,
  ReturnedTo,
} from '../police-contract/notification.ts';
import type { RhiTask } from './task.ts';
import type { RaisedLevel } from './escalation.ts';
import type { ChildKey } from './rules/child-identity.ts';
import { type Caller, belongsTo } from '../access/caller.ts';

export const EPISODE_STATUSES = [
  'missing',
  'found',
  'returned',
  'cancelled',
  'incomplete',
] as const;
/** `incomplete`: something is known of the episode, but no report has come yet. */
export type EpisodeStatus = (typeof EPISODE_STATUSES)[number];

/** What a person must look at. */
export const EPISODE_FLAGS = [
  'authority-assumed',
  'unknown-authority',
  'locality-unknown',
  'reported-after-return',
  'aged-18-or-over',
] as const;
export type EpisodeFlag = (typeof EPISODE_FLAGS)[number];

/** One grading of the risk, from the notification that brought it. */
export interface RiskGrading {
  readonly riskLevel: RiskLevel | null;
  /** When the force recorded it (milliseconds are enough to show). */
  readonly at: Instant;
  readonly notificationId: string;
}

/** How the responsible authority was found (docs/domain.md, rule "whose episode"). */
export type AuthorityBasis = 'stated' | 'home-postcode' | 'missing-from' | 'force-default';

export interface Cancellation {
  readonly reason: CancelReason;
  readonly at: Instant;
  readonly duplicateOf?: string;
}

/** Where a child's free text is: lists never carry it, and a reader fetches it from that notification. */
export interface Narratives {
  readonly circumstances: string | null;
  readonly preventionSummary: string | null;
  readonly cancellationNote: string | null;
}

/** The state of a missing episode: a fold of the set of its notifications, whatever their order. */
export interface Episode {
  readonly episodeId: string;
  readonly force: string;
  readonly reference: string;
  readonly status: EpisodeStatus;
  readonly category: Category | null;
  readonly riskLevel: RiskLevel | null;
  readonly riskHistory: readonly RiskGrading[];
  readonly riskFlags: readonly RiskFlag[];
  readonly lookedAfter: boolean | null;
  readonly reportedAt: Instant | null;
  readonly foundAt: Instant | null;
  readonly returnedAt: Instant | null;
  readonly lastSeen: LastSeen | null;
  readonly missingFrom: MissingFrom | null;
  readonly foundPlace: Place | null;
  readonly foundBy: string | null;
  readonly returnedTo: ReturnedTo | null;
  readonly harmDisclosed: boolean | null;
  readonly preventionInterview: { readonly held: boolean; readonly at?: Instant } | null;
  readonly officer: Officer | null;
  readonly responsibleAuthority: string;
  readonly responsibleAuthorityBasis: AuthorityBasis;
  readonly hostAuthority: string;
  /** The locality of the child's home, which decides the team; null when it is not known. */
  readonly locality: string | null;
  /** The locality of the place the child was missing from, when it is one of ours. */
  readonly placeLocality: string | null;
  readonly flags: readonly EpisodeFlag[];
  /** Null until a notification tells who the child is. */
  readonly child: ChildFields | null;
  readonly cancellation: Cancellation | null;
  readonly narratives: Narratives;
  readonly task: RhiTask | null;
}

/** Which child an episode is about, and the keys under which it says so. */
export type ChildLink = Pick<StoredEpisode, 'childId' | 'childKeys'>;

/** What is kept of an episode: the fold, the child it was linked to, and the version of both. */
export interface StoredEpisode {
  readonly episode: Episode;
  /** Null while no notification has told who the child is. */
  readonly childId: string | null;
  /** The keys under which this episode says its child can be found. */
  readonly childKeys: readonly ChildKey[];
  /** Counts writes of the state, from 1. */
  readonly version: number;
  /** Counts changes of what a worker sees of the task, from 0: a form filled in on an older one is stale. */
  readonly taskVersion: number;
  /** Levels of the ladder that were raised, in that order. */
  readonly raised: readonly RaisedLevel[];
  /** When the next level is to be raised; null when none is to come. */
  readonly escalateAt: Instant | null;
}

/** Responsible and host authority both see an episode (docs/domain.md). */
export const seesEpisode = (caller: Caller, episode: Episode): boolean =>
  belongsTo(caller, episode.responsibleAuthority) || belongsTo(caller, episode.hostAuthority);

/** Only the responsible authority owns the task of the return home interview. */
export const ownsTask = (caller: Caller, episode: Episode): boolean =>
  belongsTo(caller, episode.responsibleAuthority);
