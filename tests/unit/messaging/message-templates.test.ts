import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMessageTemplates } from '../../../infra/message-templates.ts';
import {
  templateIdsSchema,
  MESSAGE_MEDIA,
  MESSAGE_TEMPLATES,
  formatTemplateName,
  loadMessageTemplates,
} from '../../../shared/messaging/message-templates.ts';
import type { Personalisation } from '../../../shared/messaging/personalisation.ts';
import { ENVIRONMENT } from '../../../shared/platform/names.ts';
import { buildExample } from './example-messages.ts';
import { renderMessage } from '../../../shared/messaging/outbox.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-messages-'));
  cpSync('shared/messaging/wordings', folder, { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (file: string, text: string): void => {
  writeFileSync(join(folder, file), text);
};

const SHIPPED = readMessageTemplates();

describe('the templates that are shipped', () => {
  it.each(MESSAGE_TEMPLATES)(
    '%s says what it is about, what to do and where to see the details',
    (name) => {
      const personalisation = buildExample(name);
      const email = renderMessage(SHIPPED, { template: name, medium: 'email', personalisation });
      const text = renderMessage(SHIPPED, { template: name, medium: 'text', personalisation });
      for (const body of [email.body, text.body]) {
        expect(body).not.toMatch(/\(\(|\)\)/);
        expect(body).toContain(personalisation['link']);
        const { reference, interviews, changed } = personalisation;
        expect(body).toContain(reference ?? interviews ?? changed);
        expect(body).toMatch(/\b([Pp]lease|Plan)\b/);
      }
      if (name !== 'staff-changed')
        expect(email.body).toContain('this message has no details. Sign in to see them.');
      expect(email.subject).not.toMatch(/\(\(|\)\)/);
      expect(text.subject).toBeNull();
    },
  );

  it('have texts that fit into 2 text messages, in the GSM alphabet', () => {
    for (const { text } of Object.values(SHIPPED)) {
      expect(text.body.length).toBeLessThanOrEqual(300);
      expect(text.body).toMatch(/^[A-Za-z0-9 .,:?()-]*$/);
    }
  });

  const MISSING = ['still-missing', 'missing-at-once', 'missing-plan-passed'];

  it('have the deadline of the task, unless they list several, or there is nothing to do by then', () => {
    const without = [
      'several',
      'digest',
      'found-dead',
      'no-longer-yours',
      'moved-away',
      'withdrawn',
      'staff-changed',
      ...MISSING,
    ];
    for (const name of MESSAGE_TEMPLATES.filter((one) => !without.includes(one))) {
      expect(SHIPPED[name].email.body).toContain('((deadline))');
    }
  });
});

describe('a folder of templates is refused', () => {
  const refused = (): string => {
    try {
      readMessageTemplates(folder);
    } catch (error) {
      return String(error);
    }
    return 'accepted';
  };

  it('not when it has every file', () => {
    expect(refused()).toBe('accepted');
  });

  it('when a template lacks a file', () => {
    rmSync(join(folder, 'breach.text.txt'));
    expect(refused()).toContain('breach.text.txt: is empty');
  });

  it('when it uses a placeholder that the template must not use, such as a name', () => {
    write('breach.text.txt', 'Please find ((name)): ((link))');
    write('new-task.email.txt', 'Subject: ((plan))\n\nPlease look: ((link))');
    expect(refused()).toContain('breach.text.txt: must not use ((name))');
    expect(refused()).toContain('new-task.email.txt: subject must not use ((plan))');
  });

  it("when it uses Notify's conditional text, which nothing here fills", () => {
    write('breach.text.txt', 'Please look: ((late??You are late)) ((link))');
    expect(refused()).toContain('must not use ((late??You are late))');
  });

  it('when an e-mail has no subject on its first line', () => {
    write('breach.email.txt', 'Please look: ((link))\n');
    expect(refused()).toContain('breach.email.txt: subject is empty');
  });

  it('when a text is longer than 300 characters', () => {
    write('breach.text.txt', `Please look. ${'x'.repeat(300)}`);
    expect(refused()).toContain('breach.text.txt: has more than 300 characters');
  });

  it('when a file name has a typing error', () => {
    write('braech.email.txt', 'Subject: x\n\ny');
    expect(refused()).toContain('braech.email.txt: is not the file of a template');
  });
});

describe('rendering', () => {
  it('refuses a message with a placeholder that has no value', () => {
    const hole = { ...buildExample('breach') } as Record<string, string>;
    delete hole['deadline'];
    const message = { template: 'breach', medium: 'email' } as const;
    expect(() =>
      renderMessage(SHIPPED, { ...message, personalisation: hole as unknown as Personalisation }),
    ).toThrow('breach.email has no value for ((deadline))');
  });
});

describe('the templates in the bundle of a function', () => {
  const environment = () => ({
    [ENVIRONMENT.messageTemplatesFile]: 'message-templates.json',
    LAMBDA_TASK_ROOT: folder,
  });

  it('are those of the files', () => {
    write('message-templates.json', JSON.stringify(SHIPPED));
    expect(loadMessageTemplates(environment())).toEqual(SHIPPED);
  });

  it('are refused at the start when one is missing', () => {
    const { breach: _, ...rest } = SHIPPED;
    write('message-templates.json', JSON.stringify(rest));
    expect(() => loadMessageTemplates(environment())).toThrow('breach');
  });

  it('are refused with the name of the variable that is not set', () => {
    expect(() => loadMessageTemplates({})).toThrow(ENVIRONMENT.messageTemplatesFile);
  });
});

describe("Notify's ids in the settings of a stage", () => {
  const ids = Object.fromEntries(
    MESSAGE_TEMPLATES.flatMap((template) =>
      MESSAGE_MEDIA.map((medium) => [
        formatTemplateName(template, medium),
        '5b1f5b0e-8f0a-4c57-9d4c-0f6a0d7a1c11',
      ]),
    ),
  );

  it('are there for every template in every medium', () => {
    expect(templateIdsSchema.parse(ids)).toEqual(ids);
    const { 'breach.text': _, ...rest } = ids;
    expect(templateIdsSchema.safeParse(rest).success).toBe(false);
  });
});
