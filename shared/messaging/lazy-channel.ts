import type { MessageChannel } from './message-channel.ts';

/** A channel that is made when the first message is sent: its key has to be fetched first. */
export const createLazyChannel = (make: () => Promise<MessageChannel>): MessageChannel => {
  let made: MessageChannel | null = null;
  return {
    send: async (message) => {
      made ??= await make();
      return made.send(message);
    },
  };
};
