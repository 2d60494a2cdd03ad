import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type MessageTemplates,
  messageTemplatesSchema,
  MESSAGE_TEMPLATES,
  type MessageTemplate,
} from '../shared/messaging/message-templates.ts';
/** Has `<template>.email.txt`, with the subject on its first line, and `<template>.text.txt`. */
const MESSAGES_FOLDER = join(import.meta.dirname, '..', 'shared', 'messaging', 'wordings');

/** Reads and validates all wordings. Throws one error that lists every problem with its file. */
export const readMessageTemplates = (folder = MESSAGES_FOLDER): MessageTemplates => {
  const unexpected = readdirSync(folder).filter((file) => !FILES.includes(file));
  const parsed = messageTemplatesSchema.safeParse(
    Object.fromEntries(MESSAGE_TEMPLATES.map((template) => [template, read(folder, template)])),
  );
  const problems = [
    ...unexpected.map((file) => `${file}: is not the file of a template`),
    ...(parsed.error?.issues ?? []).map(
      ({ path: [template, medium, part], message }) =>
        `${String(template)}.${String(medium)}.txt: ${part === 'subject' ? 'subject ' : ''}${message}`,
    ),
  ];
  if (parsed.success && problems.length === 0) return parsed.data;
  const lines = problems.map((problem) => `  ${problem}`);
  throw new Error(['The message templates are not valid:', ...lines].join('\n'));
};

const FILES = MESSAGE_TEMPLATES.flatMap((name) => [`${name}.email.txt`, `${name}.text.txt`]);

const read = (folder: string, template: MessageTemplate) => ({
  email: readEmail(readText(folder, `${template}.email.txt`)),
  text: { body: readText(folder, `${template}.text.txt`) },
});

/** `Subject: …`, an empty line, the body. A missing part is read as empty, which the schema refuses. */
const readEmail = (text: string) => {
  const [, subject = '', body = ''] = /^Subject: (.*)\n\n([^]*)$/.exec(text) ?? [];
  return { subject, body };
};

const readText = (folder: string, file: string): string =>
  readdirSync(folder).includes(file)
    ? readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    : '';
