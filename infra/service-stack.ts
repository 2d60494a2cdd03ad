import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { OperatorAlarms, OperatorTopic } from './alarms.ts';
import { Alerts } from './functions/alerts.ts';
import { Detect } from './functions/detect.ts';
import { Digest } from './functions/digest.ts';
import { Evidence, ReconcileEvidence } from './functions/evidence.ts';
import type { HomewardFunction } from './functions/homeward-function.ts';
import { Intake } from './functions/intake.ts';
import { Publish, ReconcileReplies } from './functions/replies.ts';
import { Sweep } from './functions/sweep.ts';
import { Web } from './functions/web.ts';
import { OperationsKey } from './keys.ts';
import type { FunctionName } from './function-catalogue.ts';
import type { Settings } from './settings.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** Everything that works on the data. It can be deleted and deployed again. */
export class ServiceStack extends Stack {
  readonly functions: Readonly<Record<FunctionName, HomewardFunction>>;
  readonly web: Web;

  constructor(
    scope: Construct,
    settings: Settings,
    stateful: StatefulStack,
    bundlesFolder: string,
  ) {
    super(scope, `Homeward-${settings.stage}-Service`, {
      env: { region: settings.region, ...(settings.account && { account: settings.account }) },
      description: 'Homeward: functions, schedules, HTTP API and alarms',
    });
    const operationsKey = new OperationsKey(this, settings);
    const context = { settings, operationsKey, bundlesFolder };
    this.web = new Web(this, context, stateful);
    this.functions = {
      intake: new Intake(this, context, stateful).function,
      publish: new Publish(this, context, stateful).function,
      'reconcile-replies': new ReconcileReplies(this, context, stateful).function,
      sweep: new Sweep(this, context, stateful).function,
      alerts: new Alerts(this, context, stateful).function,
      digest: new Digest(this, context, stateful).function,
      evidence: new Evidence(this, context, stateful).function,
      'reconcile-evidence': new ReconcileEvidence(this, context, stateful).function,
      detect: new Detect(this, context, stateful).function,
      web: this.web.function,
    };
    const topic = new OperatorTopic(this, settings, operationsKey);
    const watched = { stateful, functions: this.functions, web: this.web };
    new OperatorAlarms(this, settings, topic, watched);
  }
}
