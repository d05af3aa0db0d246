import type { WebPreferences } from 'electron';

/** How every page of ours is held; there is no other way to make a window. */
export const pagePreferences = (preload: string, devTools: boolean): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  backgroundThrottling: false,
  // Only our own page is ever loaded: an alarm does not wait for a click to be heard.
  autoplayPolicy: 'no-user-gesture-required',
  devTools,
});
