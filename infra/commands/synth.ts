import { readWallClock } from '../local/clock.ts';
import { toInstant } from '../../shared/kernel/instant.ts';
import { parseArgs } from 'node:util';
import { synthesize } from '../synthesize.ts';

const HELP = `npm run synth -- [--stage NAME] [--out FOLDER]

Writes the CloudFormation templates of a stage, with its bundled functions, and checks them.
  --stage NAME   settings in infra/stages/NAME.json (default: local)
  --out FOLDER   where to write (default: cdk.out)
`;

const main = (): void => {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string', default: 'local' },
      out: { type: 'string', default: 'cdk.out' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const progress = (line: string): void => void process.stdout.write(`${line}\n`);
  const { outdir } = synthesize({
    stage: values.stage,
    outdir: values.out,
    progress,
    now: toInstant(readWallClock()),
  });
  progress(`written to ${outdir}`);
};

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
