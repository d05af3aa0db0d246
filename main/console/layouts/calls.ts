import type { LayoutCalls } from '../../../contract/layout/calls.ts';
import type { Handlers } from '../calls/handle.ts';
import type { Desk } from './desk.ts';

/** What windows may ask about the desk. */
export const deskHandlers = (desk: Desk): Pick<Handlers, keyof LayoutCalls> => ({
  setPlaces: (args) => desk.setPlaces(args),
  openPanel: (args) => desk.openPanel(args),
  tearOff: (args) => desk.tearOff(args),
  movePanel: (args) => desk.movePanel(args),
  closeWindow: (args) => desk.closeWindow(args),
  saveLayout: (args) => desk.saveLayout(args),
  applyLayout: (args) => desk.applyLayout(args),
  deleteLayout: (args) => desk.deleteLayout(args),
  changeLayout: (args) => desk.changeLayout(args),
  exportLayout: (args) => desk.exportLayout(args),
  importLayout: (args) => desk.importLayout(args),
});
