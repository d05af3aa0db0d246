import type { CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { markOf, type Mark, type RouteState } from '../../../contract/fleet.ts';
import { sampleRoute } from '../../panels/map/dev/sample.ts';
import { readLook } from '../../panels/map/look.ts';
import { Sprites } from '../../panels/map/painting/sprites.ts';
import { paintVehicles } from '../../panels/map/painting/vehicles.ts';
import { vehicleColors } from '../../panels/map/palette.ts';
import { VehicleField } from '../../panels/map/vehicles/field.ts';
import { VehicleLayer } from '../../panels/map/vehicles/layer.ts';
import { DRAW_ORDER, LOOK } from '../../panels/map/vehicles/marks.ts';
import { mercatorX, mercatorY } from '../../panels/map/vehicles/mercator.ts';
import { RouteIndex } from '../../panels/map/vehicles/route-index.ts';

export const MAP_CELL_PX = 40;

const FIELDS: Readonly<Record<Mark, Partial<RouteState>>> = {
  planned: { phase: 'planned' },
  completed: { phase: 'completed' },
  'on-time': {},
  'at-stop': { phase: 'at-stop' },
  late: { late: true },
  silent: { conditions: ['silent'] },
  'off-route': { conditions: ['off-route'] },
  exception: { conditions: ['exception'] },
};

interface MapMark {
  readonly name: string;
  readonly mark: Mark;
  /** Degrees clockwise from north. */
  readonly heading: number;
}

/** Each mark; one that turns with its vehicle in eight directions. */
export const MAP_MARKS: readonly MapMark[] = DRAW_ORDER.flatMap((mark) =>
  LOOK[mark].turned
    ? [0, 45, 90, 135, 180, 225, 270, 315].map((heading) => ({
        name: `${mark}@${String(heading)}`,
        mark,
        heading,
      }))
    : [{ name: mark, mark, heading: 0 }],
);

/** Degrees of longitude from one vehicle to the next; how many pixels that is, the matrix says. */
const STEP = 0.01;
const STREETS_ZOOM = 14;

/** The marks' vehicles side by side, all at their last observed places. */
function fieldOfMarks(): VehicleField {
  const routes = MAP_MARKS.map(({ name, mark }) => {
    const route = sampleRoute({ id: name, vehicleId: name, ...FIELDS[mark] });
    if (markOf(route) !== mark) throw new Error(`marks: a route made to be ${mark} is ${markOf(route)}`);
    return route;
  });
  const index = new RouteIndex();
  index.update(new Map(routes.map((route) => [route.id, route])), null);
  const field = new VehicleField(index);
  field.sync(
    {
      count: MAP_MARKS.length,
      generation: 1,
      ids: MAP_MARKS.map(({ name }) => name),
      lat: Float64Array.from(MAP_MARKS, () => 0),
      lon: Float64Array.from(MAP_MARKS, (_, i) => i * STEP),
      heading: Int16Array.from(MAP_MARKS, ({ heading }) => heading),
      observed: Float64Array.from(MAP_MARKS, () => 1_000),
    },
    10,
    false,
  );
  return field;
}

/** The map's own layer over a map that is only a canvas: shaders, colours and buckets are the product's. */
export function drawMapMarks(canvas: HTMLCanvasElement): void {
  const gl = canvas.getContext('webgl2', { preserveDrawingBuffer: true, antialias: false });
  if (gl === null) throw new Error('marks: no WebGL 2');
  const { palette, scale } = readLook();
  const look = { palette, colors: vehicleColors(palette) };
  const view = { look, selected: -1, frozen: true, scale };
  const layer = new VehicleLayer(
    fieldOfMarks(),
    () => view,
    () => 10,
  );
  const map = { getCanvas: () => canvas, getZoom: () => STREETS_ZOOM, triggerRepaint: () => undefined };
  layer.onAdd(map as unknown as MapLibreMap, gl);
  gl.viewport(0, 0, canvas.width, canvas.height);
  gl.clearColor(0, 0, 0, 0);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  // Column-major, of unit mercator: the first vehicle in the middle of the first cell, each next one a cell on.
  const across = ((2 * MAP_CELL_PX) / canvas.width) * (360 / STEP);
  const first = MAP_CELL_PX / canvas.width - 1;
  const mainMatrix = [across, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, first - across * 0.5, 0, 0, 1];
  layer.render(gl, { defaultProjectionData: { mainMatrix } } as unknown as CustomRenderMethodInput);
  const error = gl.getError();
  if (error !== gl.NO_ERROR) throw new Error(`marks: WebGL error ${String(error)}`);
}

/** The same vehicles as they are drawn where there is no graphics card. */
export function drawMapMarksByProcessor(canvas: HTMLCanvasElement): void {
  const at = canvas.getContext('2d');
  if (at === null) throw new Error('marks: no 2d context');
  const { palette, scale } = readLook();
  const worldSize = MAP_CELL_PX * (360 / STEP);
  const { width, height } = canvas;
  const camera = {
    x: mercatorX(0) + (width - MAP_CELL_PX) / 2 / worldSize,
    y: mercatorY(0),
    worldSize,
    zoom: STREETS_ZOOM,
    width,
    height,
  };
  const colors = vehicleColors(palette);
  paintVehicles(at, new Sprites(), fieldOfMarks(), {
    colors,
    camera,
    now: Infinity,
    selected: -1,
    scale,
    ratio: 1,
  });
}
