import type { Mark } from '../../../contract/fleet.ts';
import { faded, parseColor, type MarkColor, type Rgba, type VehicleColors } from './vehicles/colors.ts';

/** The colours that the map draws with, as CSS colours; each is a token of `theme/tokens.css`. */
export interface Palette {
  readonly ground: string;
  readonly water: string;
  readonly park: string;
  /** Motorway, primary, secondary, residential. */
  readonly roads: readonly [string, string, string, string];
  readonly label: string;
  readonly halo: string;
  readonly normal: string;
  readonly done: string;
  readonly quiet: string;
  readonly accent: string;
  readonly text: string;
  readonly panel: string;
  readonly p1: string;
  readonly p2: string;
  readonly font: string;
}

/** `token` answers the value of a custom property, such as `--map-water`. */
export function readPalette(token: (name: string) => string): Palette {
  const of = (name: string): string => {
    const value = token(name).trim();
    if (value === '') throw new RangeError(`theme token ${name} is not set`);
    return value;
  };
  return {
    ground: of('--map-ground'),
    water: of('--map-water'),
    park: of('--map-park'),
    roads: [of('--map-road-1'), of('--map-road-2'), of('--map-road-3'), of('--map-road-4')],
    label: of('--map-label'),
    halo: of('--map-halo'),
    normal: of('--mark-normal'),
    done: of('--mark-done'),
    quiet: of('--text-2'),
    accent: of('--accent'),
    text: of('--text'),
    panel: of('--panel'),
    p1: of('--p1'),
    p2: of('--p2'),
    font: of('--font'),
  };
}

const NONE: Rgba = [0, 0, 0, 0];

export function vehicleColors(palette: Palette): VehicleColors {
  const casing = faded(parseColor(palette.halo), 0.85);
  const plain = (fill: string, opacity = 1): MarkColor => ({
    fill: faded(parseColor(fill), opacity),
    casing,
    halo: NONE,
  });
  const marks: Record<Mark, MarkColor> = {
    planned: { ...plain(palette.done, 0.7), casing: NONE },
    completed: { ...plain(palette.done, 0.7), casing: NONE },
    'on-time': plain(palette.normal),
    'at-stop': plain(palette.normal, 0.85),
    late: plain(palette.p2),
    silent: plain(palette.normal),
    'off-route': plain(palette.p2),
    exception: { ...plain(palette.p1), halo: faded(parseColor(palette.p1), 0.25) },
  };
  return { marks, selection: plain(palette.accent) };
}
