import { contextBridge, ipcRenderer } from 'electron';
import {
  PORT_DELIVER,
  PORT_MESSAGE,
  PORT_REQUEST,
  PRELOAD_KEY,
  type PortMessage,
  type PreloadApi,
} from '../contract/preload.ts';

const api: PreloadApi = {
  requestPort: (nonce) => {
    // Main answers with a Result and never throws; a refusal is counted and logged there.
    void ipcRenderer.invoke(PORT_REQUEST, String(nonce));
  },
};

// A port can't cross the context bridge: a window message carries it, to this window and its origin only.
ipcRenderer.on(PORT_DELIVER, (event, nonce: unknown) => {
  const [port] = event.ports;
  if (port === undefined || typeof nonce !== 'string') return;
  const message: PortMessage = { type: PORT_MESSAGE, nonce };
  window.postMessage(message, window.location.origin, [port]);
});

contextBridge.exposeInMainWorld(PRELOAD_KEY, api);
