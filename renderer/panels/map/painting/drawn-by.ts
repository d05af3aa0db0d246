/** Renderers that are programs: ANGLE on SwiftShader, Mesa's llvmpipe and softpipe, Windows' basic driver (remote desktops, virtual machines). */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL on this canvas is drawn by the processor; false where the browser does not say. */
export function isDrawnBySoftware(canvas: HTMLCanvasElement): boolean {
  const gl = canvas.getContext('webgl2');
  const told = gl?.getExtension('WEBGL_debug_renderer_info');
  if (gl === null || told === null || told === undefined) return false;
  return SOFTWARE.test(String(gl.getParameter(told.UNMASKED_RENDERER_WEBGL)));
}
