import { ensureJava, explainMissingJava } from '../../infra/local/setup/java.ts';
import { prepareBrowser } from './browser.ts';

/** Installs what the suites need besides packages. A line for each thing that a person must install. */
export const prepareSuites = async (say: (line: string) => void): Promise<readonly string[]> => {
  const java = ensureJava();
  const browser = await prepareBrowser(say);
  return [
    ...(typeof java === 'object' ? [explainMissingJava()] : []),
    ...('missing' in browser ? [browser.missing] : []),
  ];
};
