import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { DIRECTORY_FILE, MESSAGE_TEMPLATES_FILE } from '../function-catalogue.ts';
import type { Settings } from '../settings.ts';
import type { StatefulStack } from '../stateful-stack.ts';

type Variables = Readonly<Record<string, string>>;

/** The core table, and the authorities whose work is in it. */
export const coreVariables = ({ coreTable }: StatefulStack): Variables => ({
  [ENVIRONMENT.coreTable]: coreTable.tableName,
  [ENVIRONMENT.directoryFile]: DIRECTORY_FILE,
});

/** The localities' picture. */
export const themesVariables = ({ themesTable }: StatefulStack): Variables => ({
  [ENVIRONMENT.themesTable]: themesTable.tableName,
});

/** Where to ask for evidence to be made anew. */
export const evidenceQueueVariables = ({ evidenceQueues }: StatefulStack): Variables => ({
  [ENVIRONMENT.evidenceQueue]: evidenceQueues.work.queueUrl,
});

/** How messages reach people: through Notify, or a folder whose place the local stack knows. */
export const channelVariables = ({ notifySecret }: StatefulStack): Variables =>
  notifySecret === null
    ? { [ENVIRONMENT.messageOutbox]: 'local' }
    : { [ENVIRONMENT.notifySecret]: notifySecret.secretArn };

/** What messages say: the wording, and Notify's ids of it where they go through Notify. */
export const wordingVariables = ({ messages }: Settings): Variables => ({
  [ENVIRONMENT.messageTemplatesFile]: MESSAGE_TEMPLATES_FILE,
  ...(messages.templateIds && {
    [ENVIRONMENT.notifyTemplates]: JSON.stringify(messages.templateIds),
  }),
});

/** Where people open Homeward. */
export const addressVariables = ({ publicUrl }: Settings): Variables => ({
  [ENVIRONMENT.publicUrl]: publicUrl,
});
