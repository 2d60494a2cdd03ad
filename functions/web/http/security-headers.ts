import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const POLICY = 'content-security-policy';

/**
 * No response may be stored, framed, sniffed or sent to another site, and a browser loads nothing for it.
 * A page has its own content security policy, which allows its stylesheet.
 */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  const page: { policy?: string | null } = {};
  await setSecurityHeaders(context, async () => {
    await next();
    page.policy = context.res.headers.get(POLICY);
  });
  if (typeof page.policy === 'string') context.header(POLICY, page.policy);
  context.header('cache-control', 'no-store');
};

const setSecurityHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: 'max-age=63072000; includeSubDomains',
  xFrameOptions: 'DENY',
});
