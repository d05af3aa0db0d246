/**
 * `matrix` (column-major, unit mercator to clip space) for places relative to `anchor`. The shift is added in 64 bits:
 * in the shader's 32 bits a street would tremble at high zoom.
 */
export function anchored(matrix: ArrayLike<number>, anchor: readonly [number, number]): Float32Array {
  const out = Float32Array.from(matrix);
  for (let row = 0; row < 4; row += 1)
    out[12 + row] =
      (matrix[row] ?? 0) * anchor[0] + (matrix[4 + row] ?? 0) * anchor[1] + (matrix[12 + row] ?? 0);
  return out;
}
