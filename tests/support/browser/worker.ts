/** Unpacks Chromium into the temporary folder of this thread. */
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
