import { nth } from '../plane.ts';
import type { Random } from '../random.ts';

const ROOTS =
  `Alder Amber Anchor Arbor Ardent Aspen Aster Auburn Bay Beacon Bellflower Birch Blackthorn Bluebell Bramble Briar Brook Calder
  Camellia Candle Canvas Cardinal Cedar Chandler Cherry Chestnut Cinder Clement Clover Cobalt Compass Cooper Copper Coral Cordwain
  Crescent Cypress Dahlia Damson Dove Drift Dune Eastlake Elder Elm Ember Evergreen Falcon Fennel Fern Ferry Fig Finch Flint Foundry
  Foxglove Garnet Gentian Ginger Glass Granary Halcyon Harbour Harrow Hawthorn Hazel Heather Heron Holly Ivory Ivy Jasmine Juniper
  Kestrel Kingfisher Lantern Larch Lark Laurel Lavender Ledger Lilac Linden Linnet Lupin Magnolia Mallow Maple Marigold Mariner
  Market Marram Mason Meadow Merchant Mercer Mill Mint Mosaic Mulberry Myrtle Nectar Nettle Nightingale Oak Olive Orchard Oriole
  Osprey Otter Paper Pearl Pebble Peregrine Pine Plover Plum Poplar Primrose Quarry Quartz Quill Quince Raven Reed Ridge River
  Robin Rope Rosemary Rowan Saddler Saffron Sage Salt Sandpiper Sawyer Sedge Shingle Silver Sorrel Sparrow Spruce Starling Stonecrop
  Summit Swallow Swift Sycamore Tanner Teal Tern Thistle Thyme Timber Topaz Tulip Umber Vale Verbena Vine Violet Walnut Weaver
  Wheelwright Whistler Willow Winter Wren Yarrow Yew Zephyr`.split(/\s+/);
const ENDS = ['St', 'Ave', 'Way', 'Ln', 'Pl', 'Row', 'Ter', 'Rd'] as const;

/** District names, from the water inland; the plan of the city gives each one its place. */
export const DISTRICTS = [
  'Old Town',
  'Market Quarter',
  'Lantern Hill',
  'Saltmarsh',
  'Quayside',
  'Weavers Green',
  'Orchard Vale',
  'Heronsgate',
  'Foundry Flats',
  'Millbank',
  'Larkfield',
  'Windward',
  'Cedar Heights',
  'Stonebridge',
  'Northshore',
  'Thistle Park',
  'Copperfield',
  'Fairhaven',
  'Sandpiper Point',
  'Elmstead',
] as const;

export interface Names {
  /** A street name not given before. */
  street(): string;
  /** A numbered street of a grid; falls back to a word once the number is taken. */
  numbered(number: number): string;
}

/** Word and ending, each pair once; first the plain ones, so that no name repeats before 1,300 streets. */
export function createNames(random: Random): Names {
  const pool = shuffled(
    ROOTS.flatMap((root) => ENDS.map((end) => `${root} ${end}`)),
    random,
  );
  const numbers = new Set<number>();
  let used = 0;
  const street = (): string => {
    const name = nth(pool, used % pool.length);
    const round = Math.floor(used / pool.length);
    used += 1;
    return round === 0
      ? name
      : `${['North', 'South', 'East', 'West'][round - 1] ?? `Upper ${String(round)}`} ${name}`;
  };
  return {
    street,
    numbered: (number) => {
      if (numbers.has(number)) return street();
      numbers.add(number);
      return `${ordinal(number)} St`;
    },
  };
}

export function ordinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14;
  const end = teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${String(number)}${end}`;
}

/** Fisher-Yates on a copy. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.whole(0, i);
    const held = nth(out, i);
    out[i] = nth(out, j);
    out[j] = held;
  }
  return out;
}
