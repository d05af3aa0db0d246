import { raiseAlarm, type Alarm } from '../../../contract/alarm.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';

const AT = feedMs(Date.UTC(2026, 2, 2, 8));

export { aRoute } from '../../../contract/fleet.fixture.ts';

/** Passes every schema, for specs. */
export const anAlarm = (id: string, part: Partial<Alarm> = {}): Alarm => ({
  ...raiseAlarm({
    id,
    rule: 'late',
    priority: 2,
    routeId: 'r1',
    vehicleId: null,
    facts: { adherence: 720 },
    at: AT,
    wall: wallMs(Date.now()),
  }),
  ...part,
});
