/** In drivers' and dispatchers' words. */
export const FAILURES = [
  'Nobody home, no safe place',
  'Nobody home, card left',
  'Refused by the recipient',
  'Address not found',
  'Gate code does not work',
  'Business closed',
  'Parcel damaged in transit',
  'Recipient moved',
  'No access, road works at the door',
  'Age check not passed',
] as const;

export const BREAKDOWNS = [
  'Flat tyre, rear left',
  'Battery flat, does not start',
  'Engine warning lamp, told to stop',
  'Coolant loss',
  'Side door does not lock',
  'Minor collision while parking, nobody hurt',
] as const;

export const LONG_SERVICE = [
  'waiting for the lift',
  'goods-in queue',
  'recipient checks every parcel',
  'looking for the entrance',
] as const;
export const DETOURS = [
  'road closed by works',
  'police cordon',
  'bridge closed to vans',
  'flooded underpass',
] as const;
