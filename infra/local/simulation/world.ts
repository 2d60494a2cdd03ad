import type { Alert } from '../../../shared/alerts/alert.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import type { StaffMember } from '../../../shared/directory/staff.ts';
import type { Area } from '../demonstration/county.ts';
import type { FeedMessage } from '../demonstration/feed-message.ts';
import type { MemoryRuntime } from '../memory/memory-runtime.ts';
import type { PlannedFaults } from './faults.ts';

/** What a person got back: status 0 when no answer came. */
export interface FormResult {
  readonly status: number;
  readonly actionId: string | null;
  readonly problem: string | null;
}

/** A form that somebody sent, once or several times, with every answer. */
export interface Form {
  readonly key: string;
  readonly kind: string;
  /** Null when it is not about a task. */
  readonly taskId: string | null;
  /** Other tasks that the interview covers. */
  readonly covers: readonly string[];
  readonly worker: Worker;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly results: FormResult[];
}

export interface Worker extends StaffMember {
  readonly authority: string;
  readonly token: string;
  readonly caller: Caller;
}

/** One county in which a run happens, with everything that was seen from outside. */
export interface World {
  readonly directory: Directory;
  readonly areas: readonly Area[];
  /** What the police may send. */
  readonly messages: readonly FeedMessage[];
  readonly runtime: MemoryRuntime;
  readonly faults: PlannedFaults;
  readonly staff: readonly Worker[];
  /** What the police sent, each as often as it was sent. */
  readonly sent: FeedMessage[];
  readonly poison: { readonly queue: string; readonly body: string }[];
  readonly forms: Form[];
  /** A key for a form, different each time. */
  readonly nextKey: () => string;
  /** Every alert that was ever stored, by its id. */
  readonly alerts: ReadonlyMap<string, Alert>;
  /** Sentences that did not hold while the run went on. */
  readonly brokenMeanwhile: Set<string>;
  /** What happened, one line an event. */
  readonly story: string[];
  /** Replaces what a person sends: to show that a simulation notices. */
  readonly changeForm: (body: Form['body']) => Form['body'];
}

export const isAccepted = ({ status }: FormResult): boolean => status >= 200 && status < 300;

export const isRefused = ({ status }: FormResult): boolean => status >= 400 && status < 500;
