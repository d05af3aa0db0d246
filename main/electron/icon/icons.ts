import type { Priority } from '../../../contract/alarm.ts';
import { badgeText, text } from './digits.ts';
import { disc, draw, roundedSquare, stroke, type Colour, type Raster } from './raster.ts';

const GROUND: Colour = [0x1c, 0x21, 0x26];
const ROUTE: Colour = [0xc9, 0xd1, 0xd9];
const LIVE: Colour = [0x4c, 0x9a, 0xff];
const INK: Colour = [0x12, 0x12, 0x12];
/** The alarm colours of the dark theme: used for alarms only. */
const PRIORITY: Readonly<Record<Priority, Colour>> = {
  1: [0xff, 0x52, 0x52],
  2: [0xff, 0xa2, 0x3a],
  3: [0xff, 0xd9, 0x5a],
};

const emblem = [
  { shape: roundedSquare(0.03, 0.2), colour: GROUND },
  {
    shape: stroke(
      [
        [0.24, 0.78],
        [0.24, 0.44],
        [0.5, 0.44],
        [0.5, 0.64],
        [0.74, 0.64],
        [0.74, 0.3],
      ],
      0.085,
    ),
    colour: ROUTE,
  },
  { shape: disc(0.24, 0.78, 0.085), colour: ROUTE },
  { shape: disc(0.74, 0.27, 0.125), colour: LIVE },
];

/** A route with a vehicle at its end. */
export const appIcon = (side: number): Raster => draw(side, emblem);

/** The emblem, and over it the number of alarms that nobody has acknowledged; colour by the most urgent. */
export function trayIcon(side: number, count: number, worst: Priority | null): Raster {
  if (count <= 0) return appIcon(side);
  const colour = PRIORITY[worst ?? 3];
  const badge = { shape: disc(0.62, 0.62, 0.38), colour };
  return draw(side, [...emblem, badge, { shape: text(badgeText(count), 0.62, 0.62, 0.4), colour: INK }]);
}

/** The number alone, to lay over a taskbar's button. */
export function overlayIcon(side: number, count: number, worst: Priority | null): Raster {
  const colour = PRIORITY[worst ?? 3];
  return draw(side, [
    { shape: disc(0.5, 0.5, 0.5), colour },
    { shape: text(badgeText(count), 0.5, 0.5, 0.55), colour: INK },
  ]);
}
