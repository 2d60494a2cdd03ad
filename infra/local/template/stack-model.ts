import type { EventPattern } from '../sources/event-pattern.ts';

export interface StackModel {
  readonly tables: readonly TableModel[];
  readonly queues: readonly QueueModel[];
  readonly functions: readonly FunctionModel[];
  readonly queueSources: readonly QueueSourceModel[];
  readonly streamSources: readonly StreamSourceModel[];
  readonly schedules: readonly ScheduleModel[];
  readonly routes: readonly RouteModel[];
}

export interface KeyPart {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

export interface IndexModel {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyPart[];
  readonly Projection: {
    readonly ProjectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE' | undefined;
    readonly NonKeyAttributes?: readonly string[] | undefined;
  };
}

export interface TableModel {
  readonly name: string;
  /** The tag `homeward:name`, or the table's own name without one. */
  readonly shortName: string;
  readonly keys: readonly KeyPart[];
  readonly attributes: readonly {
    readonly AttributeName: string;
    readonly AttributeType: 'S' | 'N' | 'B';
  }[];
  readonly globalIndexes: readonly IndexModel[];
  readonly localIndexes: readonly IndexModel[];
  readonly streamView: 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY' | null;
}

export interface QueueModel {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface FunctionModel {
  readonly name: string;
  readonly folder: string;
  /** File without `.js`, and exported name. */
  readonly handler: { readonly file: string; readonly name: string };
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** The most invocations at once. Null when the template sets no limit. */
  readonly concurrency: number | null;
  readonly asyncRetries: number;
}

export interface QueueSourceModel {
  readonly id: string;
  readonly queueName: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly reportsItemFailures: boolean;
  readonly concurrency: number | null;
}

export interface StreamSourceModel {
  readonly id: string;
  readonly tableName: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly startingPosition: 'LATEST' | 'TRIM_HORIZON';
  /** A record is delivered when any pattern matches; no pattern lets all pass. */
  readonly patterns: readonly EventPattern[];
  readonly reportsItemFailures: boolean;
  /** -1 for no limit. */
  readonly maximumRetries: number;
  /** Seconds; -1 for no limit. */
  readonly maximumAgeSeconds: number;
  readonly bisects: boolean;
  readonly failureQueue: string | null;
}

export interface ScheduleModel {
  readonly id: string;
  readonly expression: string;
  /** The time zone of a cron expression. It does not affect rates. */
  readonly timeZone: 'UTC' | 'Europe/London';
  readonly functionName: string;
  /** Which AWS service runs it: they send different events. */
  readonly kind: 'rule' | 'scheduler';
  readonly arn: string;
  /** The event, instead of the service's own; `<aws.scheduler.scheduled-time>` and its like are filled in. */
  readonly input: string | null;
}

export interface RouteModel {
  /** `GET /path/{name}`, `ANY /{proxy+}` or `$default`. */
  readonly key: string;
  readonly functionName: string;
}
