/** When something counts as emerging: all of it configuration of an authority. */
export interface DetectionSettings {
  /** One-sided: z of EARS is the normal quantile of 1 − this. */
  readonly errorLevel: number;
  /** Standard deviations below this count as this, so that a quiet baseline does not alarm at once. */
  readonly smallestSigma: number;
  /** An alarm needs so many in the week, */
  readonly smallestCount: number;
  /** of so many distinct children. */
  readonly smallestChildren: number;
  /** Share of false ones among the alarms of a run that is put up with (Benjamini–Hochberg). */
  readonly falseDiscoveryRate: number;
  readonly scan: {
    /** Largest radius of a cylinder. */
    readonly radiusKm: number;
    /** Longest duration of a cylinder, in weeks. */
    readonly weeks: number;
    /** Weeks of evidence that are looked at, counted back from the run. */
    readonly historyWeeks: number;
    /** Of the Monte Carlo test. */
    readonly replications: number;
    /** The same evidence gives the same p-values. */
    readonly seed: number;
  };
}

/** What holds until an authority configures otherwise. */
export const DEFAULT_DETECTION: DetectionSettings = {
  errorLevel: 0.01,
  smallestSigma: 0.5,
  smallestCount: 3,
  smallestChildren: 2,
  falseDiscoveryRate: 0.05,
  scan: { radiusKm: 15, weeks: 8, historyWeeks: 52, replications: 999, seed: 20_260_101 },
};
