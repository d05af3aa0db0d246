import type { Disposable } from '../../../../contract/disposable.ts';
import type { Palette } from '../palette.ts';
import type { Overlay } from '../route/overlay.ts';
import type { VehicleColors } from '../vehicles/colors.ts';

/** What the fleet is drawn with, read anew for each picture. */
export interface FleetView {
  /** Null before the theme was read: nothing is drawn then. */
  readonly look: { readonly palette: Palette; readonly colors: VehicleColors } | null;
  /** Slot of the selected vehicle, or -1. */
  readonly selected: number;
  /** True holds every vehicle at its last observed place. */
  readonly frozen: boolean;
  /** 1 at 13 px text. */
  readonly scale: number;
}

/** How the fleet and the selected route come onto the ground: by the graphics card, or by the processor. */
export interface FleetPainter extends Disposable {
  /** A style was loaded, which knows nothing of vehicles and route. */
  styled(): void;
  setOverlay(overlay: Overlay): void;
  /** Selection, theme or link changed: seen at once. */
  repaint(): void;
  /** The fleet moved on: seen as soon as whoever draws can bear it. */
  moved(): void;
  /** Puts what is not in the map's own canvas onto a copy of it. */
  addTo(copy: CanvasRenderingContext2D): void;
}
