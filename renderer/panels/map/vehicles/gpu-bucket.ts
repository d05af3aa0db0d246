import { BYTES, STRIDE, type Bucket } from './bucket.ts';

/** One bucket's copy on the GPU: sends changed ranges only, and everything when the bucket grew or the copy is new. */
export class GpuBucket {
  readonly #gl: WebGL2RenderingContext;
  readonly #bucket: Bucket;
  readonly #buffer: WebGLBuffer;
  readonly #array: WebGLVertexArrayObject;
  #size = 0;

  constructor(gl: WebGL2RenderingContext, bucket: Bucket) {
    this.#gl = gl;
    this.#bucket = bucket;
    this.#buffer = gl.createBuffer();
    this.#array = gl.createVertexArray();
    bucket.touchAll();
  }

  get count(): number {
    return this.#bucket.count;
  }

  upload(): void {
    const gl = this.#gl;
    const { data } = this.#bucket;
    if (!this.#bucket.changed) return;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    const ranges = this.#bucket.takeRanges();
    if (this.#size !== data.byteLength) {
      this.#size = data.byteLength;
      gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
      return;
    }
    for (const [from, to] of ranges) {
      gl.bufferSubData(gl.ARRAY_BUFFER, from * BYTES, data, from * STRIDE, (to - from) * STRIDE);
    }
  }

  /** Attributes from `offset` bytes on: a single vehicle is drawn by pointing at its record. */
  bind(offset: number): void {
    const gl = this.#gl;
    gl.bindVertexArray(this.#array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    for (const [location, size, at] of [
      [0, 4, 0],
      [1, 4, 16],
      [2, 1, 32],
    ] as const) {
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, size, gl.FLOAT, false, BYTES, offset + at);
    }
  }

  dispose(): void {
    this.#gl.deleteBuffer(this.#buffer);
    this.#gl.deleteVertexArray(this.#array);
  }
}
