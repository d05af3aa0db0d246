import { FRAGMENT, VERTEX } from './shaders.ts';

const NAMES = [
  'matrix',
  'now',
  'extent',
  'size',
  'turned',
  'shape',
  'radius',
  'pixel',
  'fill',
  'casing',
  'halo',
] as const;

export interface Program {
  readonly program: WebGLProgram;
  readonly uniforms: Readonly<Record<(typeof NAMES)[number], WebGLUniformLocation | null>>;
}

/** Throws with the compiler's own words; a lost context is no error, its objects are simply dead. */
export function linkProgram(gl: WebGL2RenderingContext): Program {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost())
      throw new Error(`vehicle shader: ${gl.getShaderInfoLog(shader) ?? 'no reason given'}`);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
    throw new Error(`vehicle program: ${gl.getProgramInfoLog(program) ?? 'no reason given'}`);
  const at = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, `u_${name}`);
  const uniforms = Object.fromEntries(NAMES.map((name) => [name, at(name)])) as Program['uniforms'];
  return { program, uniforms };
}
