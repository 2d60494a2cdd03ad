import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { planAlarms } from './constructs/alarm-plans.ts';
import { Alerts } from './constructs/alerts.ts';
import { Detect } from './constructs/detect.ts';
import { Digest } from './constructs/digest.ts';
import { Evidence } from './constructs/evidence.ts';
import type { HomewardFunction } from './constructs/homeward-function.ts';
import { Intake } from './constructs/intake.ts';
import { OperationsKey } from './constructs/operations-key.ts';
import { OperatorAlarms } from './constructs/operator-alarms.ts';
import { OperatorTopic } from './constructs/operator-topic.ts';
import { ReconcileEvidence } from './constructs/reconcile-evidence.ts';
import { ReconcileReplies } from './constructs/reconcile-replies.ts';
import { Publish } from './constructs/publish.ts';
import { Sweep } from './constructs/sweep.ts';
import { Web } from './constructs/web.ts';
import type { FunctionName } from './function-catalogue.ts';
import type { Settings } from './settings.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** Whatever works on the data: functions, schedules, HTTP API, alarms. It can be thrown away and deployed again. */
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
    const surroundings = { settings, operationsKey, bundlesFolder };
    this.web = new Web(this, surroundings, stateful);
    this.functions = {
      intake: new Intake(this, surroundings, stateful).function,
      publish: new Publish(this, surroundings, stateful).function,
      'reconcile-replies': new ReconcileReplies(this, surroundings, stateful).function,
      sweep: new Sweep(this, surroundings, stateful).function,
      alerts: new Alerts(this, surroundings, stateful).function,
      digest: new Digest(this, surroundings, stateful).function,
      evidence: new Evidence(this, surroundings, stateful).function,
      'reconcile-evidence': new ReconcileEvidence(this, surroundings, stateful).function,
      detect: new Detect(this, surroundings, stateful).function,
      web: this.web.function,
    };
    const topic = new OperatorTopic(this, settings, operationsKey);
    const watched = { stateful, functions: this.functions, web: this.web };
    new OperatorAlarms(this, settings, topic, planAlarms(watched));
  }
}
