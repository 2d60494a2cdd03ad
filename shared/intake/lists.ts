import * as z from 'zod';
import { episodeItemSchema } from '../episodes/episode-api.ts';
import { escalationViewSchema } from '../escalation/escalation-api.ts';
import { rejectionItemSchema } from './rejection-api.ts';
import { taskViewSchema } from '../episodes/task-api.ts';

const cursorOut = z
  .string()
  .nullable()
  .meta({ description: 'Give it back as `cursor` to read on; null when there is no more.' });

const listOf = <Item extends z.ZodType>(id: string, item: Item) =>
  z.object({ items: z.array(item), cursor: cursorOut }).meta({ id });

export const episodeListSchema = listOf('EpisodeList', episodeItemSchema);
export type EpisodeListView = z.infer<typeof episodeListSchema>;

export const taskListSchema = listOf('TaskList', taskViewSchema);
export type TaskListView = z.infer<typeof taskListSchema>;

export const rejectionListSchema = listOf('RejectionList', rejectionItemSchema);
export type RejectionListView = z.infer<typeof rejectionListSchema>;

export const escalationListSchema = listOf('EscalationList', escalationViewSchema);
export type EscalationListView = z.infer<typeof escalationListSchema>;
