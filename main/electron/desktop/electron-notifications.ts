import { Notification, type NotificationConstructorOptions } from 'electron';
import type { NativeNotifications } from './notifications.ts';

const URGENCY = { 1: 'critical', 2: 'normal', 3: 'low' } as const;

export const electronNotifications: NativeNotifications = {
  isSupported: () => Notification.isSupported(),
  create: ({ title, body, urgent, priority, silent, buttons }) => {
    const options: NotificationConstructorOptions = {
      title,
      body,
      silent,
      urgency: URGENCY[priority],
      timeoutType: urgent ? 'never' : 'default',
      // Systems without buttons ignore them.
      actions: buttons.map((text) => ({ type: 'button', text })),
    };
    return new Notification(options);
  },
};
