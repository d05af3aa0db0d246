/**
 * What Electron's preload puts on `window`, and all of it. The web host has no such object: its renderer opens a WebSocket
 * at `/bridge` on its own origin instead.
 */
export interface PreloadApi {
  /**
   * Asks main for a new port. It comes as a window message `PortMessage` with the same nonce and one `MessagePort` in
   * `ports`; whatever has another nonce or source is to be ignored. Each call ends the window's port before.
   * @param nonce 16 to 64 characters of `A-Z a-z 0-9 -`, made anew for each call (a UUID); others are dropped
   */
  requestPort(nonce: string): void;
}

export interface PortMessage {
  readonly type: typeof PORT_MESSAGE;
  readonly nonce: string;
}

export const PORT_MESSAGE = 'routewatch:port';
/** Name of the object on `window`. */
export const PRELOAD_KEY = 'routewatch';

/** IPC channels between the preload and main; nothing else crosses by IPC. */
export const PORT_REQUEST = 'port:request';
export const PORT_DELIVER = 'port:deliver';
