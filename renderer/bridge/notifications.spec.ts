import { afterEach, describe, expect, it, vi } from 'vitest';
import { BrowserNotifications } from './notifications.ts';

const note = {
  t: 'notify',
  alarmId: 'a1',
  title: 'Route 3 is late, +12 min',
  body: '14:05',
  urgent: true,
} as const;

class Fake {
  static permission = 'granted';
  static made: Fake[] = [];
  closed = false;
  onshow?: () => void;
  onclick?: () => void;
  onclose?: () => void;
  readonly title: string;
  readonly options: NotificationOptions;
  constructor(title: string, options: NotificationOptions) {
    this.title = title;
    this.options = options;
    Fake.made.push(this);
  }
  close(): void {
    this.closed = true;
    this.onclose?.();
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  Fake.made = [];
  Fake.permission = 'granted';
});

function rig() {
  const reports: string[] = [];
  const shown = new BrowserNotifications(({ alarmId, outcome }) => reports.push(`${alarmId} ${outcome}`));
  return { reports, shown };
}

describe('BrowserNotifications', () => {
  it('tells main what became of each, the click first', () => {
    vi.stubGlobal('Notification', Fake);
    vi.stubGlobal('window', { focus: () => undefined });
    const { reports, shown } = rig();
    shown.show(note);
    const [made] = Fake.made;
    made?.onshow?.();
    made?.onclick?.();
    expect(made?.options).toMatchObject({ tag: 'a1', requireInteraction: true });
    expect(reports).toEqual(['a1 shown', 'a1 clicked', 'a1 closed']);
  });

  it('says unsupported where the browser has none, and denied without permission', () => {
    vi.stubGlobal('Notification', undefined);
    Reflect.deleteProperty(globalThis, 'Notification');
    const { reports, shown } = rig();
    shown.show(note);
    vi.stubGlobal('Notification', Fake);
    Fake.permission = 'denied';
    shown.show(note);
    expect(reports).toEqual(['a1 unsupported', 'a1 denied']);
  });

  it('takes back what was answered without a word, and speaks only for the newest of an id', () => {
    vi.stubGlobal('Notification', Fake);
    const { reports, shown } = rig();
    shown.show(note);
    shown.show(note);
    Fake.made[0]?.onclose?.();
    shown.dismiss('a1');
    expect(Fake.made[1]?.closed).toBe(true);
    expect(reports).toEqual([]);
  });

  it('closes what it showed when the window ends', () => {
    vi.stubGlobal('Notification', Fake);
    const { shown } = rig();
    shown.show(note);
    shown.dispose();
    expect(Fake.made[0]?.closed).toBe(true);
  });
});
