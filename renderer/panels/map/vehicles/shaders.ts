import { UNKNOWN_HEADING } from './columns.ts';
import { CASING, HALO } from './marks.ts';

/**
 * One point sprite per vehicle. The glide is computed here from two places and two times, so that a frame costs the processor
 * the same for ten vehicles as for twenty thousand. Points and not instanced quads: a driver without a graphics card
 * draws each instance as a call of its own (30 us each, measured on SwiftShader).
 */
export const VERTEX = `#version 300 es
precision highp float;
layout(location = 0) in vec4 a_path;
layout(location = 1) in vec4 a_glide;
layout(location = 2) in float a_opacity;
uniform mat4 u_matrix;
uniform float u_now;
uniform float u_size;
uniform bool u_turned;
flat out vec2 v_turn;
flat out float v_opacity;
flat out int v_unknown;
void main() {
  float span = a_glide.y - a_glide.x;
  float part = span > 0.0 ? clamp((u_now - a_glide.x) / span, 0.0, 1.0) : 1.0;
  v_opacity = a_opacity;
  v_unknown = a_glide.w < ${(UNKNOWN_HEADING / 2).toFixed(1)} ? 1 : 0;
  float turn = u_turned && v_unknown == 0 ? mix(a_glide.z, a_glide.w, part) : 0.0;
  v_turn = vec2(cos(turn), sin(turn));
  gl_Position = u_matrix * vec4(mix(a_path.xy, a_path.zw, part), 0.0, 1.0);
  gl_PointSize = u_size;
}`;

/** Shapes as signed distances in CSS pixels (negative inside), so that they are sharp at every scale. */
export const FRAGMENT = `#version 300 es
precision highp float;
flat in vec2 v_turn;
flat in float v_opacity;
flat in int v_unknown;
uniform float u_extent;
uniform int u_shape;
uniform float u_radius;
uniform float u_pixel;
uniform vec4 u_fill;
uniform vec4 u_casing;
uniform vec4 u_halo;
out vec4 o_color;

// Behind the line through \`at\` with the unit normal \`n\`. Shapes with a mirror line are cuts of such halves: two products
// in place of a walk along the outline, which counts where a processor has to do it for 20,000 vehicles.
float half_plane(vec2 p, vec2 at, vec2 n) {
  return dot(p - at, n);
}

float box(vec2 p, vec2 half_size) {
  vec2 q = abs(p) - half_size;
  return max(q.x, q.y);
}

float dashed(vec2 p, float radius) {
  float sector = 6.2831853 / 8.0;
  float angle = atan(p.y, p.x);
  float off = (abs(mod(angle, sector) - sector * 0.5) - sector * 0.3) * radius;
  return max(abs(length(p) - radius + 0.8) - 0.8, off);
}

float outline(vec2 p, float r) {
  vec2 m = vec2(abs(p.x), p.y);
  switch (u_shape) {
    case 0: {
      if (v_unknown == 1) return length(p) - r * 0.55;
      float side = half_plane(m, vec2(0.0, r), vec2(0.9389, 0.3443));
      float notch = half_plane(m, vec2(0.0, -r * 0.38), vec2(-0.5369, -0.8437));
      return max(max(side, notch), length(p) - r * 1.25);
    }
    case 1: return box(p, vec2(r + 0.4));
    case 2: {
      float side = half_plane(m, vec2(0.0, r * 0.88), vec2(0.8754, 0.4834));
      return max(max(side, -p.y - r * 0.84), length(p) - r * 1.4);
    }
    case 3: return (m.x + abs(p.y) - r) * 0.70710678;
    case 4: return dashed(p, r);
    case 5: {
      vec2 q = mat2(0.70710678, 0.70710678, -0.70710678, 0.70710678) * p;
      return min(box(q, vec2(r, r * 0.24)), box(q, vec2(r * 0.24, r)));
    }
    case 7: return abs(length(p) - r + 1.0) - 1.0;
    case 8: return abs(length(p) - r + 0.6) - 0.6;
    default: return length(p) - r;
  }
}

vec4 over(vec4 top, vec4 under) {
  return top + under * (1.0 - top.a);
}

float cover(float d) {
  return clamp(0.5 - d / u_pixel, 0.0, 1.0);
}

void main() {
  vec2 at = (gl_PointCoord * 2.0 - 1.0) * vec2(u_extent, -u_extent);
  vec2 p = vec2(v_turn.x * at.x - v_turn.y * at.y, v_turn.y * at.x + v_turn.x * at.y);
  float d = outline(p, u_radius);
  vec4 color = vec4(0.0);
  if (u_halo.a > 0.0) color = vec4(u_halo.rgb, 1.0) * u_halo.a * cover(length(at) - u_radius * ${HALO.toFixed(2)});
  else if (d > ${CASING.toFixed(2)} + u_pixel) discard;
  color = over(vec4(u_casing.rgb, 1.0) * u_casing.a * cover(d - ${CASING.toFixed(2)}), color);
  color = over(vec4(u_fill.rgb, 1.0) * u_fill.a * cover(d), color);
  if (color.a < 0.004) discard;
  o_color = color * v_opacity;
}`;
