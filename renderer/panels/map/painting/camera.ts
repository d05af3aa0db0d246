/** Where the map looks, north up: unit mercator to CSS pixels of its container. */
export interface Camera {
  /** Unit mercator. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels of the whole world's width. */
  readonly worldSize: number;
  readonly zoom: number;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export const screenX = (camera: Camera, x: number): number =>
  (x - camera.x) * camera.worldSize + camera.width / 2;
export const screenY = (camera: Camera, y: number): number =>
  (y - camera.y) * camera.worldSize + camera.height / 2;
