import type { Instant } from '../kernel/instant.ts';
import type { ContactRoute } from '../directory/contact-route.ts';
import type { MessageTemplate } from './message-templates.ts';
import type { Personalisation } from './personalisation.ts';

export interface Message extends ContactRoute {
  /** The same for a repeat of the message. It contains nothing about a person. */
  readonly reference: string;
  readonly template: MessageTemplate;
  readonly personalisation: Personalisation;
  readonly at: Instant;
}

export type SendResult =
  | { readonly outcome: 'sent'; readonly providerId: string }
  | { readonly outcome: 'refused'; readonly reason: 'bad-address' | 'rejected' };

/** Sends messages to people. A reference is sent once, also when it is repeated after a lost response. */
export interface MessageChannel {
  /** Throws after a failure that may pass. The error contains nothing of the message. */
  send(message: Message): Promise<SendResult>;
  /** The provider's id of a message that was sent before; null when it was not. Throws as `send` does. */
  findSent(message: Pick<Message, 'reference' | 'medium'>): Promise<string | null>;
}

/** A channel that is created for the first message, because its key must be fetched first. */
export const createLazyChannel = (create: () => Promise<MessageChannel>): MessageChannel => {
  let channel: MessageChannel | null = null;
  const open = async (): Promise<MessageChannel> => (channel ??= await create());
  return {
    send: async (message) => (await open()).send(message),
    findSent: async (message) => (await open()).findSent(message),
  };
};
