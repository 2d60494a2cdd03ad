/** Each is `functions/<name>/handler.ts`, exporting `handler`. Memory in MB (1769 is one CPU), timeout in seconds. */
export const FUNCTION_CATALOGUE = {
  intake: { memory: 512, timeout: 20 },
  publish: { memory: 512, timeout: 60 },
  'reconcile-replies': { memory: 512, timeout: 300 },
  sweep: { memory: 1024, timeout: 55 },
  alerts: { memory: 512, timeout: 60 },
  digest: { memory: 512, timeout: 300 },
  evidence: { memory: 512, timeout: 30 },
  'reconcile-evidence': { memory: 512, timeout: 300 },
  detect: { memory: 1769, timeout: 900 },
  web: { memory: 512, timeout: 15 },
} as const;

export type FunctionName = keyof typeof FUNCTION_CATALOGUE;

export const FUNCTION_NAMES = Object.keys(FUNCTION_CATALOGUE) as readonly FunctionName[];

export const DIRECTORY_FILE = 'directory.json';
export const MESSAGE_TEMPLATES_FILE = 'message-templates.json';
export const NOTIFY_TEMPLATES_FILE = 'notify-templates.json';
