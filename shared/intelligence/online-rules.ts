import { type BrokenRule, brokenIf } from '../kernel/broken-rule.ts';
import type { ItemTold } from './item-told.ts';

/** Contact online of which neither platform nor handle is known is left out. */
export const onlineRules = ({ online }: ItemTold): readonly BrokenRule[] =>
  brokenIf(
    online !== undefined && online.platform === undefined && online.handle === undefined,
    'missing-member',
    '/online',
    'Say the platform or the handle, or leave it out.',
  );
