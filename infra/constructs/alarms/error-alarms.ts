import { FUNCTION_NAMES } from '../../function-catalogue.ts';
import type { FunctionName } from '../../function-catalogue.ts';
import type { AlarmPlan } from '../operator-alarms.ts';
import { FIVE_MINUTES } from './measures.ts';
import type { Watched } from './watched.ts';

const HEADINGS: Readonly<Record<FunctionName, string>> = {
  intake: 'Intake fails',
  publish: 'Publishing fails',
  'reconcile-replies': 'Reply reconciliation fails',
  sweep: 'The sweep fails',
  alerts: 'Alerts fail',
  digest: 'The digest fails',
  evidence: 'Evidence fails',
  'reconcile-evidence': 'Evidence reconciliation fails',
  detect: 'Detection fails',
  web: 'The web API fails',
};

/** That a function fails, or the API in front of one. */
export const planErrorAlarms = ({ functions, web }: Watched): readonly AlarmPlan[] => [
  ...FUNCTION_NAMES.map((name) => ({
    name: `${name}-errors`,
    heading: HEADINGS[name],
    metric: functions[name].lambda.metricErrors({ period: FIVE_MINUTES }),
    threshold: 1,
  })),
  {
    name: 'web-server-errors',
    heading: 'The web API answers with server errors',
    metric: web.api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
    threshold: 5,
  },
];
