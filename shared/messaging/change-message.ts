import type { AlertStore, MessageRecord } from './messages.ts';

/** Its sender and the provider's report are all who change a message. */
const ATTEMPTS = 5;

/** Changes a message as it is now, whoever else changes it. Throws when others are always quicker. */
export const changeMessage = async (
  { alerts }: { readonly alerts: Pick<AlertStore, 'readMessage' | 'saveMessage'> },
  reference: string,
  change: (message: MessageRecord) => MessageRecord,
): Promise<void> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const message = await alerts.readMessage(reference);
    if (message === null) throw new Error('A message is gone.');
    if ((await alerts.saveMessage(change(message))) === 'written') return;
  }
  throw new Error('A message was always changed by somebody else.');
};
