import type { Instant } from '../kernel/instant.ts';
import type { MessageMedium, MessageTemplate } from './message-template.ts';
import type { Personalisation } from './personalisation.ts';

/** One message to one person. */
export interface Message {
  /** Follows from what is told to whom, so that a repeat has the same; holds nothing about a person. */
  readonly reference: string;
  readonly medium: MessageMedium;
  /** E-mail address, or mobile number. */
  readonly address: string;
  readonly template: MessageTemplate;
  readonly personalisation: Personalisation;
  /** When it is sent. */
  readonly at: Instant;
}

/** `refused`: for good, trying again is no use. */
export type Sending =
  | { readonly outcome: 'sent'; readonly providerId: string }
  | { readonly outcome: 'refused'; readonly reason: 'bad-address' | 'rejected' };

/** Reaches people. The same reference is sent once, also when it is given again after a lost answer. */
export interface MessageChannel {
  /** Throws at a fault that may pass; nothing of the message is in the error. */
  send(message: Message): Promise<Sending>;
}
