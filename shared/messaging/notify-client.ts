import { NotifyClient } from 'notifications-node-client';

/** Notify answers within a second or so; its client would wait for ever. */
const TIMEOUT_MS = 10_000;

type RestClient = Parameters<NotifyClient['setClient']>[0];
interface RestClientMaker {
  create(defaults: { timeout: number; maxRedirects: number }): RestClient;
}

/** Notify's own client, which gives up waiting; the base URL is GOV.UK Notify itself when it is left out. */
export const createNotifyClient = (apiKey: string, baseUrl?: string): NotifyClient => {
  const client =
    baseUrl === undefined ? new NotifyClient(apiKey) : new NotifyClient(baseUrl, apiKey);
  const { restClient } = client.apiClient as { restClient: RestClientMaker };
  client.setClient(restClient.create({ timeout: TIMEOUT_MS, maxRedirects: 0 }));
  return client;
};
