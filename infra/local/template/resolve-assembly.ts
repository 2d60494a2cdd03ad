import { StartupError } from '../startup-error.ts';
import type { CloudAssembly, RawResource, StackTemplate } from './cloud-assembly.ts';
import type { Scope } from './intrinsics.ts';
import { resolveIntrinsics } from './intrinsics.ts';
import { readAttribute, choosePhysicalName } from './references.ts';
import type { Endpoints } from './endpoints.ts';

export interface Resource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

type Exports = ReadonlyMap<string, () => unknown>;

const find = (stack: StackTemplate, logicalId: string): RawResource => {
  const resource = stack.Resources[logicalId];
  if (resource !== undefined) return resource;
  throw new StartupError(`${stack.stackName} refers to ${logicalId}, which it does not hold.`);
};

const createScope = (
  stack: StackTemplate,
  endpoints: Endpoints,
  exported: () => Exports,
): Scope => {
  const attribute = (logicalId: string, name: string): string => {
    const raw = find(stack, logicalId);
    const named = choosePhysicalName(stack.stackName, logicalId, raw, (value) =>
      resolveIntrinsics(value, scope),
    );
    const value = readAttribute({ type: raw.Type, name: named, logicalId }, name, endpoints);
    if (value !== null) return value;
    throw new StartupError(
      `${stack.stackName} asks for ${logicalId}.${name} of ${raw.Type}, which the local stack does not know.`,
    );
  };
  const scope: Scope = {
    stackName: stack.stackName,
    ref: (logicalId) =>
      logicalId in stack.Parameters
        ? stack.Parameters[logicalId]?.Default
        : attribute(logicalId, 'Ref'),
    getAtt: attribute,
    importValue: (name) => {
      const value = exported().get(name);
      if (value !== undefined) return value();
      throw new StartupError(`${stack.stackName} imports ${name}, which no stack exports.`);
    },
  };
  return scope;
};

const readExportName = (output: unknown, scope: Scope): string | null => {
  const resolved = resolveIntrinsics(output, scope);
  const name = (resolved as { Name?: unknown } | undefined)?.Name;
  return typeof name === 'string' ? name : null;
};

const listExports = (stack: StackTemplate, scope: Scope): [string, () => unknown][] =>
  Object.values(stack.Outputs).flatMap((output) => {
    const name = readExportName(output.Export, scope);
    return name === null ? [] : [[name, () => resolveIntrinsics(output.Value, scope)]];
  });

export const resolveAssembly = (
  assembly: CloudAssembly,
  endpoints: Endpoints,
  wanted: (type: string) => boolean,
): readonly Resource[] => {
  let exported: Exports = new Map();
  const scoped = assembly.stacks.map((stack) => ({
    stack,
    scope: createScope(stack, endpoints, () => exported),
  }));
  exported = new Map(scoped.flatMap(({ stack, scope }) => listExports(stack, scope)));
  return scoped.flatMap(({ stack, scope }) =>
    Object.entries(stack.Resources)
      .filter(([, raw]) => wanted(raw.Type))
      .map(([logicalId, raw]) => resolveResource(stack.stackName, logicalId, raw, scope)),
  );
};

const resolveResource = (
  stackName: string,
  logicalId: string,
  raw: RawResource,
  scope: Scope,
): Resource => {
  if (raw.Condition !== undefined)
    throw new StartupError(
      `${stackName}: ${logicalId} (${raw.Type}) hangs on condition ${raw.Condition}, and the local stack does not support conditions.`,
    );
  const properties = resolveIntrinsics(raw.Properties, scope) as Record<string, unknown>;
  const name = choosePhysicalName(stackName, logicalId, raw, (value) =>
    resolveIntrinsics(value, scope),
  );
  return { stackName, logicalId, type: raw.Type, name, properties };
};
