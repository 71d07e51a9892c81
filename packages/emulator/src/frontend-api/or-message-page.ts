import { ApiError } from '../errors/api-error.js';
import { renderMessagePage } from '../pages/render-message-page.js';
import type { FrontendCall } from './frontend-call.js';

/** Shows refusals to people as a page, to programs as JSON. */
export async function orMessagePage(
  call: FrontendCall,
  title: string,
  run: () => Promise<Response>,
): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    const isPerson = call.request.headers.get('accept')?.includes('text/html');
    if (!isPerson || !(error instanceof ApiError)) throw error;
    return renderMessagePage({ status: error.status, title, text: error.longMessage });
  }
}
