import type { Basemap, Theme } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { LonLat, Mark, VehicleId } from '../../../contract/fleet.ts';
import type { CityMap } from '../../../contract/ingest.ts';
import type { Stores } from '../../stores/index.ts';
import { watchPixelRatio } from '../../ui/pixel-ratio.ts';
import { prepareEngine } from './engine.ts';
import { FleetMap, type Bounds } from './fleet-map.ts';
import { NO_GROUND, unlabelled } from './ground/ground.ts';
import { loadGround } from './ground/load.ts';
import { mapStyle } from './ground/style.ts';
import { readLook, watchLook, type Look } from './look.ts';
import type { Overlay } from './route/overlay.ts';
import { VehicleField } from './vehicles/field.ts';
import { DRAW_ORDER } from './vehicles/marks.ts';
import { RouteIndex } from './vehicles/route-index.ts';

export interface MapReports {
  hover(vehicle: VehicleId | null, x: number, y: number): void;
  click(vehicle: VehicleId | null): void;
  stop(index: number | null): void;
  moved(bounds: Bounds): void;
  /** Vehicles drawn, by mark; after each change. */
  counted(counts: Readonly<Record<Mark, number>>): void;
  context(lost: boolean): void;
  /** The ground's own failure, null when it is there again. */
  groundFailed(why: string | null): void;
  attribution(line: string): void;
}

export interface Ground {
  readonly basemap: Basemap | null;
  readonly city: CityMap | null;
  readonly theme: Theme;
  /** Names of streets and places. */
  readonly labels: boolean;
}

/** Fades every few ticks of the once-a-second clock. */
const FADE_TICKS = 5;

/** Between the stores and the drawn map: hears what changed and hands on only that. */
export class MapController implements Disposable {
  readonly index = new RouteIndex();
  readonly field: VehicleField;
  readonly map: FleetMap;
  readonly #stores: Stores;
  readonly #reports: MapReports;
  readonly #owned: Disposable[] = [];
  #look: Look;
  #ground: Ground | null = null;
  #groundKey = '';
  #loading = 0;
  #fitted: 'nothing' | 'city' | 'fleet' = 'nothing';
  #selected: VehicleId | null = null;
  #frozen = false;
  #shown = true;
  #ticks = 0;

  /** Throws where WebGL 2 cannot be had. */
  constructor(container: HTMLElement, name: string, stores: Stores, reports: MapReports) {
    this.#stores = stores;
    this.#reports = reports;
    this.#look = readLook();
    this.field = new VehicleField(this.index);
    const vehicle = (slot: number | null): VehicleId | null =>
      slot === null ? null : (this.field.idOf(slot) ?? null);
    const engine = prepareEngine();
    try {
      this.map = new FleetMap(
        container,
        name,
        this.field,
        {
          hover: (slot, x, y) => reports.hover(vehicle(slot), x, y),
          click: (slot) => reports.click(vehicle(slot)),
          stop: (index) => reports.stop(index),
          moved: (bounds) => reports.moved(bounds),
          context: (lost) => reports.context(lost),
          failed: (why) => reports.groundFailed(why),
        },
        () => performance.now(),
      );
    } catch (error) {
      engine.dispose();
      throw error;
    }
    this.#owned.push(
      this.map,
      engine,
      watchLook(container, (look) => this.#relook(look)),
      watchPixelRatio(() => this.map.repixel()),
    );
    this.#follow();
  }

  setGround(ground: Ground): void {
    const key = JSON.stringify([ground.theme, ground.labels, ground.basemap]);
    if (key === this.#groundKey && ground.city === this.#ground?.city) return;
    this.#groundKey = key;
    this.#ground = ground;
    void this.#applyGround();
    if (ground.city !== null && this.#fitted === 'nothing') {
      this.map.fit(ground.city.bounds, false);
      this.#fitted = 'city';
    }
  }

  setOverlay(overlay: Overlay): void {
    this.map.setOverlay(overlay);
  }

  setSelected(vehicle: VehicleId | null): void {
    this.#selected = vehicle;
    this.map.setSelected(vehicle === null ? undefined : this.field.slotOf(vehicle));
  }

  /** While the link is not live nothing moves on: the last observed places are shown. */
  setFrozen(frozen: boolean): void {
    this.#frozen = frozen;
    this.map.setFrozen(frozen || !this.#shown);
  }

  /** Behind a tab nothing is drawn and nothing is followed; in front again it is as the stores are, without a glide from where it was. */
  setShown(shown: boolean): void {
    if (this.#shown === shown) return;
    this.#shown = shown;
    this.map.setFrozen(this.#frozen || !shown);
    if (!shown) return;
    this.field.restyle(this.index.update(this.#stores.routes.byId, null));
    this.#sync(false);
  }

  setPointed(place: LonLat | null): void {
    this.map.setPointed(place);
  }

  setGhost(place: LonLat | null, words: string): void {
    this.map.setGhost(place, words);
  }

  fitFleet(): void {
    const bounds = this.map.fleetBounds();
    if (bounds !== null) this.map.fit(bounds, !this.#stores.look.value.still);
  }

  dispose(): void {
    this.#loading += 1;
    for (const owned of this.#owned.splice(0).reverse()) owned.dispose();
  }

  #follow(): void {
    const { routes, positions, clock, hover } = this.#stores;
    this.index.update(routes.byId, null);
    this.#sync();
    this.#owned.push(
      routes.listen((changed) => {
        if (!this.#shown) return;
        if (this.field.restyle(this.index.update(routes.byId, changed)) > 0) this.#changed();
      }),
      positions.listen(() => this.#sync()),
      hover.onCentre((place) => this.map.centre(place, !this.#stores.look.value.still)),
      clock.listen(() => {
        this.#ticks += 1;
        if (this.#ticks % FADE_TICKS !== 0 || !this.#shown) return;
        if (this.field.fade(clock.feedAt()) > 0) this.map.repaint();
      }),
    );
  }

  #sync(may = true): void {
    if (!this.#shown) return;
    const glide = may && !this.#stores.look.value.still && !this.#frozen && !document.hidden;
    this.field.sync(this.#stores.positions, performance.now(), glide);
    this.setSelected(this.#selected);
    this.#changed();
    if (this.#fitted === 'fleet' || this.map.taken || this.field.count === 0) return;
    const bounds = this.map.fleetBounds();
    if (bounds === null) return;
    this.#fitted = 'fleet';
    this.map.fit(bounds, false);
  }

  #changed(): void {
    this.map.repaint();
    const counts = Object.fromEntries(
      DRAW_ORDER.map((mark, order) => [mark, this.field.buckets[order]?.count ?? 0]),
    ) as Record<Mark, number>;
    this.#reports.counted(counts);
  }

  #relook(look: Look): void {
    this.#look = look;
    void this.#applyGround();
  }

  async #applyGround(): Promise<void> {
    if (this.#ground === null) return;
    this.#loading += 1;
    const mine = this.#loading;
    const { palette, scale } = this.#look;
    const request = { ...this.#ground, palette, scale, base: document.baseURI };
    const loaded = await loadGround(request, fetch.bind(globalThis));
    if (mine !== this.#loading) return;
    this.#reports.groundFailed(loaded.ok ? null : loaded.error.message);
    const whole = loaded.ok ? loaded.value : NO_GROUND;
    const ground = this.#ground.labels ? whole : unlabelled(whole);
    this.#reports.attribution(ground.attribution);
    this.map.setStyle(mapStyle(ground, palette, scale), palette, scale);
  }
}
