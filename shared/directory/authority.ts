import type { Code } from './code-list.ts';
import type { Ladder } from './ladder.ts';
import type { StaffMember } from './person.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { DetectionSettings } from './detection-settings.ts';
import type { Point } from '../kernel/point.ts';

/** A part of an authority's area for which a team works, known by its postcode districts or sectors. */
export interface Locality {
  /** Unique within the authority, kebab-case. */
  readonly id: string;
  readonly name: string;
  /** Postcode districts (`NR1`) or sectors (`NR1 1`); the longest match wins. */
  readonly postcodes: readonly string[];
  /** Where the locality lies when a place in it has no point of its own; without it, it is on no map. */
  readonly centre?: Point;
}

/** Missing practitioners who work together for one or more localities. */
export interface Team {
  /** Unique over all authorities, kebab-case, e.g. `norfolk-norwich`. */
  readonly id: string;
  readonly name: string;
  readonly localities: readonly string[];
}

/** How an authority works its tasks: configuration, with defaults of the house. */
export interface AuthoritySettings {
  /** For so many days after the last interview or task, a child keeps its practitioner. */
  readonly continuityDays: number;
  /** A task is urgent when it is past due or due within so many hours. */
  readonly urgentHours: number;
  /** Attempts to make before "unable to make contact" can be the outcome. */
  readonly contactAttempts: number;
  /** London wall time in which nobody is messaged, but of breaches; null for none. */
  readonly quietHours: QuietHours | null;
  readonly ladder: Ladder;
  /** When a theme counts as emerging. */
  readonly detection: DetectionSettings;
  /** Fewer distinct children than this are shown to nobody outside the authority. */
  readonly smallestShown: number;
}

/** A local authority: the owner, or the host, of episodes. */
export interface Authority {
  /** GSS code, e.g. `E10000020`. */
  readonly code: string;
  readonly name: string;
  readonly localities: readonly Locality[];
  readonly teams: readonly Team[];
  /** The people with whom the authority begins; from then on they are kept in the table. */
  readonly people: readonly StaffMember[];
  readonly settings: AuthoritySettings;
}

/** A police force that sends notifications. */
export interface Force {
  /** GSS code, e.g. `E23000024`. */
  readonly code: string;
  readonly name: string;
  /** The authorities it serves. */
  readonly authorities: readonly string[];
  /** Who gets an episode when nothing says whose it is; flagged for a person. */
  readonly defaultAuthority: string;
}

/** The configuration of who is who, validated at synth and at start. */
export interface Directory {
  readonly authorities: readonly Authority[];
  readonly forces: readonly Force[];
  /** Everybody's codes for intelligence items. */
  readonly codes: readonly Code[];
}

/** Where evidence is counted when nobody knows where it belongs. */
export const UNKNOWN_LOCALITY = 'unknown';

/** Where evidence is counted whose place lies in no area of ours. */
export const OUTSIDE = 'outside';
