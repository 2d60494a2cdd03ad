import { createHash } from 'node:crypto';

export interface HtmlPage {
  readonly kind: 'page';
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

export const isHtmlPage = (value: unknown): value is HtmlPage =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'page';

export const createPageResponse = (page: HtmlPage, status: number): Response =>
  new Response(page.html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': page.contentSecurityPolicy,
    },
  });

/** The stylesheet is the page's only style element; the browser may load or run nothing else. */
export const createHtmlPage = (html: string, stylesheet: string): HtmlPage => {
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
