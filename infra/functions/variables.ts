import { ENVIRONMENT, LOCAL_ID_KEY } from '../../shared/platform/names.ts';
import {
  DIRECTORY_FILE,
  MESSAGE_TEMPLATES_FILE,
  NOTIFY_TEMPLATES_FILE,
} from '../function-catalogue.ts';
import type { Settings } from '../settings.ts';
import type { StatefulStack } from '../stateful-stack.ts';

type Variables = Readonly<Record<string, string>>;

export const buildCoreVariables = ({ coreTable }: StatefulStack): Variables => ({
  [ENVIRONMENT.coreTable]: coreTable.tableName,
  [ENVIRONMENT.directoryFile]: DIRECTORY_FILE,
});

export const buildThemesVariables = ({ themesTable }: StatefulStack): Variables => ({
  [ENVIRONMENT.themesTable]: themesTable.tableName,
});

export const buildEvidenceQueueVariables = ({ evidenceQueues }: StatefulStack): Variables => ({
  [ENVIRONMENT.evidenceQueue]: evidenceQueues.work.queueUrl,
});

/** The key for ids, in stage `local`; elsewhere, where it is kept. */
export const buildIdVariables = ({ idKeySecret }: StatefulStack): Variables =>
  idKeySecret === null
    ? { [ENVIRONMENT.idKey]: LOCAL_ID_KEY }
    : { [ENVIRONMENT.idKeySecret]: idKeySecret.secretArn };

/** Messages go through GOV.UK Notify, or to a folder that the local stack chooses. */
export const buildChannelVariables = ({ notifySecret }: StatefulStack): Variables =>
  notifySecret === null
    ? { [ENVIRONMENT.messageOutbox]: 'local' }
    : { [ENVIRONMENT.notifySecret]: notifySecret.secretArn };

export const buildWordingVariables = ({ messages }: Settings): Variables => ({
  [ENVIRONMENT.messageTemplatesFile]: MESSAGE_TEMPLATES_FILE,
  ...(messages.templateIds && {
    [ENVIRONMENT.notifyTemplatesFile]: NOTIFY_TEMPLATES_FILE,
  }),
});

export const buildAddressVariables = ({ publicUrl }: Settings): Variables => ({
  [ENVIRONMENT.publicUrl]: publicUrl,
});
