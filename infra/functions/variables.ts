import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { DIRECTORY_FILE, MESSAGE_TEMPLATES_FILE } from '../function-catalogue.ts';
import type { Settings } from '../settings.ts';
import type { StatefulStack } from '../stateful-stack.ts';

type Variables = Readonly<Record<string, string>>;

export const coreVariables = ({ coreTable }: StatefulStack): Variables => ({
  [ENVIRONMENT.coreTable]: coreTable.tableName,
  [ENVIRONMENT.directoryFile]: DIRECTORY_FILE,
});

export const themesVariables = ({ themesTable }: StatefulStack): Variables => ({
  [ENVIRONMENT.themesTable]: themesTable.tableName,
});

export const evidenceQueueVariables = ({ evidenceQueues }: StatefulStack): Variables => ({
  [ENVIRONMENT.evidenceQueue]: evidenceQueues.work.queueUrl,
});

/** Messages go through GOV.UK Notify, or to a folder that the local stack chooses. */
export const channelVariables = ({ notifySecret }: StatefulStack): Variables =>
  notifySecret === null
    ? { [ENVIRONMENT.messageOutbox]: 'local' }
    : { [ENVIRONMENT.notifySecret]: notifySecret.secretArn };

export const wordingVariables = ({ messages }: Settings): Variables => ({
  [ENVIRONMENT.messageTemplatesFile]: MESSAGE_TEMPLATES_FILE,
  ...(messages.templateIds && {
    [ENVIRONMENT.notifyTemplates]: JSON.stringify(messages.templateIds),
  }),
});

export const addressVariables = ({ publicUrl }: Settings): Variables => ({
  [ENVIRONMENT.publicUrl]: publicUrl,
});
