import type { Directory } from '../directory/authority.ts';
import type { MessageChannel } from './message-channel.ts';
import type { AlertStore } from './messages.ts';
import type { StaffStore } from '../directory/staff.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';

/** What it takes to know whom to tell, and of what. */
export interface ReachPorts {
  readonly alerts: AlertStore;
  readonly episodes: Pick<EpisodeStore, 'readState' | 'listTasks'>;
  readonly staff: Pick<StaffStore, 'read' | 'readCaseload'>;
  readonly directory: Directory;
  /** Called with the reference of a message that reaches nobody, once it has been passed on. */
  readonly reportUndeliverable: (reference: string) => void;
}

/** What it takes to send. */
export interface SendPorts extends ReachPorts {
  readonly channel: MessageChannel;
  /** Where people open Homeward. */
  readonly publicUrl: string;
  /** Called when a message could not be sent and will be tried again. */
  readonly reportFault: (reference: string, error: unknown) => void;
}
