import * as z from 'zod';
import { templateIdsSchema } from './message-templates.ts';

const readJson = (text: string, context: z.core.$RefinementCtx<string>): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
};

/** The variable with GOV.UK Notify's id of each template, as JSON by `<template>.<medium>`. */
export const notifyTemplatesVariable = z.string().transform(readJson).pipe(templateIdsSchema);
