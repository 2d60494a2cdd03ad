import { createHash } from 'node:crypto';

/** A page that is ready to be sent. */
export interface WrittenPage {
  readonly kind: 'page';
  readonly html: string;
  /** What a browser may load and run for it. */
  readonly contentSecurityPolicy: string;
}

/** Whether an answer is a page, not something to be told as JSON. */
export const isWrittenPage = (answer: object | string): answer is WrittenPage =>
  typeof answer === 'object' && 'kind' in answer && answer.kind === 'page';

/** The page as a browser gets it. */
export const pageResponse = (page: WrittenPage, status: number): Response =>
  new Response(page.html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': page.contentSecurityPolicy,
    },
  });

/**
 * A page whose one style element holds exactly this stylesheet. Nothing else is let in: no script, no picture, no
 * font, no form, no frame around it.
 */
export const writtenPage = (html: string, stylesheet: string): WrittenPage => {
  const hash = createHash('sha256').update(stylesheet).digest('base64');
  const directives = [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return { kind: 'page', html, contentSecurityPolicy: directives.join('; ') };
};
