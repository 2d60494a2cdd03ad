import type { Action } from './action.ts';
import type { Debrief } from './debrief.ts';
import type { RaisedLevel } from './escalation.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import type { Alert } from '../alerts/alert.ts';
import type { Caseload } from '../directory/staff.ts';
import type { StoredEpisode } from './stored-episode.ts';

/** An action with what it carries apart from itself. */
export interface RecordedAction {
  readonly action: Action;
  /** Free text by name; kept in an item of its own, so that no list carries it. */
  readonly texts: Readonly<Record<string, string>>;
  /** The codes of a debrief; null for any other action. */
  readonly debrief: Debrief | null;
  /** What is told to police; left out for any other action. */
  readonly report?: IntelligenceReport;
}

/** A raised level as it is listed and acknowledged. */
export interface Escalation extends RaisedLevel {
  readonly escalationId: string;
  readonly taskId: string;
  readonly episodeId: string;
  readonly authority: string;
  readonly team: string | null;
  readonly mustAcknowledge: boolean;
  /** Ids of the practitioners who are told. */
  readonly notified: readonly string[];
}

/** What follows from whatever changes an episode; all of it is written with the state or not at all. */
export interface EpisodeConsequences {
  readonly actions: readonly RecordedAction[];
  /** Raised, or acknowledged now. */
  readonly escalations: readonly Escalation[];
  readonly alerts: readonly Alert[];
  /** The caseload on which an allocation by the policy was decided: it must not have grown since. */
  readonly claim: Caseload | null;
}

/** A change by people or the sweep, on the version read. */
export interface EpisodeChange extends EpisodeConsequences {
  readonly previous: StoredEpisode;
  readonly next: StoredEpisode;
}
