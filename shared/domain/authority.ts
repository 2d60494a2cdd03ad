/** A part of an authority's area for which a team works, known by its postcode districts or sectors. */
export interface Locality {
  /** Unique within the authority, kebab-case. */
  readonly id: string;
  readonly name: string;
  /** Postcode districts (`NR1`) or sectors (`NR1 1`); the longest match wins. */
  readonly postcodes: readonly string[];
}

/** Missing practitioners who work together for one or more localities. */
export interface Team {
  /** Unique over all authorities, kebab-case, e.g. `norfolk-norwich`. */
  readonly id: string;
  readonly name: string;
  readonly localities: readonly string[];
}

/** A local authority: the owner, or the host, of episodes. */
export interface Authority {
  /** GSS code, e.g. `E10000020`. */
  readonly code: string;
  readonly name: string;
  readonly localities: readonly Locality[];
  readonly teams: readonly Team[];
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
}
