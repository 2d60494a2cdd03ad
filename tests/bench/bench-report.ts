import type { BundlesReport } from './bundles/measure-bundles.ts';
import type { CapacityReport } from './capacity/measure-capacity.ts';
import type { DetectionCostReport } from './detection/measure-detection.ts';
import type { CellsReport } from './cells/measure-cells.ts';
import type { SweepCostReport } from './sweep/measure-sweep.ts';
import type { ThroughputReport } from './throughput/measure-throughput.ts';

/** What one run measured; a part that was not asked for is left out. */
export interface BenchReport {
  readonly machine: {
    readonly processors: number;
    readonly node: string;
    /** Load average of the last minute when the run began: other work on the machine slows all alike, not equally. */
    readonly loadAtStart: number;
  };
  readonly throughput?: ThroughputReport;
  readonly capacity?: CapacityReport;
  readonly sweep?: SweepCostReport;
  readonly bundles?: BundlesReport;
  readonly cells?: CellsReport;
  readonly detection?: DetectionCostReport;
}
