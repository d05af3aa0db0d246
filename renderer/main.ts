import { mount } from 'svelte';
import { electronConnector, preloadOf } from './bridge/electron-port.ts';
import { bridgeUrl, webSocketConnector } from './bridge/web-socket.ts';
import App from './shell/App.svelte';
import { windowIdOf } from './shell/grid/tear-off.ts';
import { createWindow } from './shell/console.ts';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';

// The renderer's composition root: the preload's object says which host this is.
const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
const preload = preloadOf(window);
const connect =
  preload === null ? webSocketConnector(bridgeUrl(window.location)) : electronConnector(preload, window);
const { stores, bridge, dispose } = createWindow(connect);
mount(App, { target, props: { stores, bridge, windowId: windowIdOf(window.location.search) } });
window.addEventListener('pagehide', dispose, { once: true });
