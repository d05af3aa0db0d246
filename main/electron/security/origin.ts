/** Where the renderer lives; `standard`, so that it is a real origin. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'routewatch';
export const TILES_HOST = 'tiles';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const TILES_ORIGIN = `${APP_SCHEME}://${TILES_HOST}`;

export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === '';
}
