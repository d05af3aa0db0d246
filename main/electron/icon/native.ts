import { nativeImage, type NativeImage } from 'electron';
import type { Raster } from './raster.ts';

/** One picture for several scales: the side in device-independent pixels, drawn anew for 100, 150 and 200 %. */
export function icon(side: number, paint: (side: number) => Raster): NativeImage {
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 1.5, 2]) {
    const { pixels, width, height } = paint(Math.round(side * scaleFactor));
    const bitmap = nativeImage.createFromBitmap(Buffer.from(pixels), { width, height });
    image.addRepresentation({ scaleFactor, width, height, dataURL: bitmap.toDataURL() });
  }
  return image;
}
