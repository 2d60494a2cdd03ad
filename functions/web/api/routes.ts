import { auditRoutes } from './audit.ts';
import { calendarRoutes } from './calendars.ts';
import { childRoutes } from './children.ts';
import { codeRoutes } from './codes.ts';
import { debriefRoutes } from './debriefs.ts';
import { episodeRoutes } from './episodes.ts';
import { escalationRoutes } from './escalations.ts';
import { intelligenceReportRoutes } from './intelligence-reports.ts';
import { messageRoutes } from './messages.ts';
import { profileRoutes } from './profiles.ts';
import { rejectionRoutes } from './rejections.ts';
import { releaseRoutes } from './releases.ts';
import type { Route } from './route.ts';
import { createServiceRoutes } from './service.ts';
import { signalRoutes } from './signals.ts';
import { staffRoutes } from './staff.ts';
import { taskRoutes } from './tasks.ts';
import { themeRoutes } from './themes.ts';
import { timescaleRoutes } from './timescales.ts';

/** The application, authorisation, audit and the OpenAPI document all follow from this list. */
export const ROUTES: readonly Route[] = [
  ...episodeRoutes,
  ...childRoutes,
  ...escalationRoutes,
  ...timescaleRoutes,
  ...rejectionRoutes,
  ...taskRoutes,
  ...debriefRoutes,
  ...intelligenceReportRoutes,
  ...codeRoutes,
  ...themeRoutes,
  ...signalRoutes,
  ...releaseRoutes,
  ...profileRoutes,
  ...staffRoutes,
  ...calendarRoutes,
  ...messageRoutes,
  ...auditRoutes,
  ...createServiceRoutes(() => ROUTES),
];
