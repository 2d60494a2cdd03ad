import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const POLICY = 'content-security-policy';

/**
 * Nothing that this API says may be kept, framed, sniffed or told to another site, and nothing is loaded for it; a page
 * brings a policy of its own, which names its stylesheet.
 */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  const brought: { policy?: string | null } = {};
  await setSecurityHeaders(context, async () => {
    await next();
    brought.policy = context.res.headers.get(POLICY);
  });
  if (typeof brought.policy === 'string') context.header(POLICY, brought.policy);
  context.header('cache-control', 'no-store');
};

const setSecurityHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: 'max-age=63072000; includeSubDomains',
  xFrameOptions: 'DENY',
});
