import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** Nothing that this API says may be kept, framed, sniffed or told to another site. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await setSecurityHeaders(context, next);
  context.header('cache-control', 'no-store');
};

const setSecurityHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: 'max-age=63072000; includeSubDomains',
  xFrameOptions: 'DENY',
});
