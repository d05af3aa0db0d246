/**
 * Every word that an operator reads, in one catalogue. `{name}` is a parameter; a value with `one` and `other` is chosen by
 * the parameter `n`. Keys are the design's words, grouped by where they are read.
 */
export const en = {
  'app.name': 'Routewatch',

  'link.idle': 'Starting',
  'link.signed-out': 'Signed out',
  'link.connecting': 'Connecting',
  'link.catching-up': 'Catching up',
  'link.live': 'Live',
  'link.stale': 'Stale',
  'link.waiting': 'Disconnected',
  'link.refused': 'Refused',
  'link.remaining': { one: '{n} item to come', other: '{n} items to come' },
  'link.nextTry': 'next try in {in}',
  'link.retry': 'Try now',
  'link.lastByte': 'last heard {age} ago',

  'reason.unreachable': 'The gateway cannot be reached',
  'reason.closed': 'The gateway closed the connection',
  'reason.silent': 'The gateway is silent',
  'reason.expired': 'The token has expired: sign in again',
  'reason.revoked': 'The token was revoked: sign in again',
  'reason.forbidden': 'This token may not watch this fleet',
  'reason.bad-token': 'The gateway does not accept this token',
  'reason.busy': 'The gateway is full and asks to wait',
  'reason.protocol': 'The gateway speaks another protocol',
  'reason.no-keychain': 'No keychain here: the token is kept in memory only',

  'panel.map': 'Map',
  'panel.board': 'Routes',
  'panel.alarms': 'Alarms',
  'panel.capacity': 'Live Capacity',
  'panel.chart': 'Trend',

  'mark.planned': 'Planned',
  'mark.on-time': 'On time',
  'mark.at-stop': 'At stop',
  'mark.late': 'Late',
  'mark.exception': 'Exception',
  'mark.silent': 'Silent',
  'mark.off-route': 'Off route',
  'mark.completed': 'Completed',

  'phase.planned': 'planned',
  'phase.en-route': 'en route',
  'phase.at-stop': 'at stop',
  'phase.completed': 'completed',

  'alarm.rule.late': 'Late',
  'alarm.rule.off-route': 'Off route',
  'alarm.rule.silent': 'Silent',
  'alarm.rule.failed-delivery': 'Failed delivery',
  'alarm.rule.breakdown': 'Breakdown',
  'alarm.state.normal': 'Normal',
  'alarm.state.unacknowledged': 'Unacknowledged',
  'alarm.state.acknowledged': 'Acknowledged',
  'alarm.state.returned-unacknowledged': 'Returned, unacknowledged',
  'alarm.title': '{rule}: {subject}',
  'alarm.subject.route': 'route {id}',
  'alarm.subject.vehicle': 'vehicle {id}',
  'alarm.subject.fleet': 'fleet',
  'alarm.priority': 'Priority {n}',
  'alarm.fact.adherence': '{adherence} against plan',
  'alarm.fact.stop': 'stop {stop}',
  'alarm.fact.stopName': 'at {name}',
  'alarm.fact.windows': { one: '{n} window at risk', other: '{n} windows at risk' },
  'alarm.fact.lastSeen': 'last seen {at}',
  'alarm.fact.next': 'next {name}',
  'alarm.summary.title': {
    one: '{n} alarm is unacknowledged',
    other: '{n} alarms are unacknowledged',
  },
  'alarm.summary.body': { one: '{n} of priority 1', other: '{n} of priority 1' },
  'alarm.acknowledge': 'Acknowledge',

  'signin.address.empty': 'Say the address of the gateway, such as https://gateway.example',
  'signin.address.invalid': '"{address}" is not an address such as https://gateway.example',
  'signin.address.scheme': 'The address must begin with https://, it begins with {scheme}',
  'signin.address.http': 'http would send the token in the clear to {host}: use https://',
  'signin.address.credentials': 'The address must not hold a user name or password',
  'signin.token.shape': 'This is not a token: it should be three parts with dots between',

  'age.seconds': '{n} s',
  'age.minutes': '{n} min',
  'age.hours': '{h} h {m} min',
  'age.days': { one: '{n} day', other: '{n} days' },
  'unit.minutes': '{n} min',
  'unit.metres': '{n} m',
  'unit.kilometres': '{n} km',
  'adherence.unknown': 'unknown',
  'adherence.onTime': '0 min',
} as const;

export type Catalogue = Readonly<
  Record<keyof typeof en, string | { readonly one: string; readonly other: string }>
>;
