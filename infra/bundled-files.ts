import type { MessageTemplates } from '../shared/messaging/message-templates.ts';
import type { Directory } from '../shared/directory/authority.ts';
import { DIRECTORY_FILE, MESSAGE_TEMPLATES_FILE } from './function-catalogue.ts';
import type { FunctionName } from './function-catalogue.ts';

/** What the functions are configured with, checked. */
export interface Configuration {
  readonly directory: Directory;
  readonly messageTemplates: MessageTemplates;
}

/** The files beside the code of a function, by name: the directory for all, the wording for who sends messages. */
export const bundledFiles = (
  name: FunctionName,
  { directory, messageTemplates }: Configuration,
): Readonly<Record<string, string>> => ({
  [DIRECTORY_FILE]: JSON.stringify(directory),
  ...(name === 'alerts' && { [MESSAGE_TEMPLATES_FILE]: JSON.stringify(messageTemplates) }),
});
