import { Notification } from 'electron';
import type { NativeNotifications } from './notifications.ts';

export const electronNotifications: NativeNotifications = {
  isSupported: () => Notification.isSupported(),
  create: ({ title, body, urgent }) =>
    new Notification({
      title,
      body,
      urgency: urgent ? 'critical' : 'normal',
      timeoutType: urgent ? 'never' : 'default',
    }),
};
