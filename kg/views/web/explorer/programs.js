// How sigma's WebGL draws a node and an edge: shapes by class, dashes by status.
import { EdgeProgram, NodeProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";

// WebGL's own numbers: a browser without WebGL has no names for them
const FLOAT = 0x1406, UNSIGNED_BYTE = 0x1401, POINTS = 0, LINES = 1, TRIANGLES = 4;

/** Numbers that the shaders know shapes by. */
export const SHAPES = { dot: 0, square: 1, triangleDown: 2, diamond: 3, hexagon: 4, box: 5 };
/** Likewise for how sure something is. */
export const PLAIN = 0, DASHED = 1, STRUCK = 2;

const NODE_VERTEX = `
attribute vec2 a_position;
attribute float a_size;
attribute vec4 a_color;
attribute vec4 a_border;
attribute vec4 a_id;
attribute float a_shape;
attribute float a_style;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
varying vec4 v_color;
varying vec4 v_border;
varying float v_reach;
varying float v_radius;
varying float v_shape;
varying float v_style;
const float bias = 255.0 / 254.0;
void main() {
  // all in pixels
  v_radius = a_size / u_sizeRatio;
  v_reach = v_radius * 1.3 + 1.0;
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  gl_PointSize = 2.0 * v_reach * u_pixelRatio;
  v_shape = a_shape;
  v_style = a_style;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
  v_border = a_border;
  v_border.a *= bias;
}`;

const NODE_FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying vec4 v_border;
varying float v_reach;
varying float v_radius;
varying float v_shape;
varying float v_style;
uniform float u_pixelRatio;
const vec4 transparent = vec4(0.0);

float box(vec2 p, vec2 half_, float corner) {
  vec2 q = abs(p) - half_ + corner;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
}

// signed distance to the outline, in pixels
float outline(vec2 p, float r) {
  if (v_shape < 0.5) return length(p) - r;
  if (v_shape < 1.5) return box(p, vec2(r * 0.9), r * 0.2);
  if (v_shape < 2.5) {
    p = vec2(abs(p.x), p.y + r * 0.12);
    return max(dot(p, vec2(0.8660254, -0.5)) - r * 0.62, p.y - r * 0.85);
  }
  if (v_shape < 3.5) return (abs(p.x) + abs(p.y) - r * 1.2) * 0.7071068;
  if (v_shape < 4.5) {
    p = abs(p);
    return max(dot(p, vec2(0.8660254, 0.5)), p.y) - r * 0.92;
  }
  return box(p, vec2(r * 1.15, r * 0.75), r * 0.25);
}

void main(void) {
  vec2 p = vec2(gl_PointCoord.x * 2.0 - 1.0, 1.0 - gl_PointCoord.y * 2.0) * v_reach;
  float d = outline(p, v_radius);
  #ifdef PICKING_MODE
  gl_FragColor = d > 1.5 ? transparent : v_color;
  #else
  float soft = 0.7 / u_pixelRatio;
  float thick = clamp(v_radius * 0.18, 1.0, 2.2);
  vec4 color = v_color;
  float edge = smoothstep(-thick - soft, -thick + soft, d);
  if (v_style > 0.5) {
    // planned, possible: a broken outline; denied, cancelled: dots and a stroke through it
    float turns = v_style > 1.5 ? 11.0 : 7.0;
    float gap = step(0.58, fract(atan(p.y, p.x) / 6.2831853 * turns + 0.25));
    edge *= 1.0 - gap;
    if (v_style > 1.5) edge = max(edge, 1.0 - smoothstep(0.6, 1.6, abs(dot(p, vec2(0.6, -0.8)))));
  }
  color = mix(v_color, v_border, edge);
  gl_FragColor = mix(color, transparent, smoothstep(-soft, soft, d));
  #endif
}`;

export class ShapeProgram extends NodeProgram {
  /** Without sigma's second, invisible drawing that tells what is under the pointer: the overlay reckons that. */
  constructor(gl, _, renderer) {
    super(gl, null, renderer);
  }

  getDefinition() {
    return {
      VERTICES: 1,
      VERTEX_SHADER_SOURCE: NODE_VERTEX,
      FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT,
      METHOD: POINTS,
      UNIFORMS: ["u_matrix", "u_sizeRatio", "u_pixelRatio"],
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_border", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_style", size: 1, type: FLOAT },
      ],
    };
  }

  processVisibleItem(index, at, data) {
    const { array } = this;
    array[at] = data.x;
    array[at + 1] = data.y;
    array[at + 2] = data.size;
    array[at + 3] = floatColor(data.color);
    array[at + 4] = floatColor(data.border);
    array[at + 5] = index;
    array[at + 6] = data.shape;
    array[at + 7] = data.style;
  }

  setUniforms(params, { gl, uniformLocations }) {
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio, params.pixelRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  }
}

const EDGE_VERTEX = `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_size;
attribute float a_style;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_correctionRatio;
varying vec4 v_color;
varying float v_side;
varying float v_half;
varying float v_along;
varying float v_style;
const float bias = 255.0 / 254.0;
void main() {
  float pixel = u_correctionRatio * 2.0;
  vec2 way = a_end - a_start;
  float far = max(length(way), 1e-9);
  vec2 normal = vec2(-way.y, way.x) / far;
  v_half = a_size / 2.0;
  v_side = a_corner.y * (v_half + 0.8);
  v_along = a_corner.x * far / pixel;
  gl_Position = vec4((u_matrix * vec3(a_start + way * a_corner.x + normal * v_side * pixel, 1)).xy, 0, 1);
  v_style = a_style;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const EDGE_FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying float v_side;
varying float v_half;
varying float v_along;
varying float v_style;
const vec4 transparent = vec4(0.0);
void main(void) {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float there = 1.0 - smoothstep(v_half - 0.4, v_half + 0.7, abs(v_side));
  if (v_style > 1.5) there *= step(fract(v_along / 6.0), 0.4);
  else if (v_style > 0.5) there *= step(fract(v_along / 12.0), 0.62);
  gl_FragColor = mix(transparent, v_color, there);
  #endif
}`;

export class LineProgram extends EdgeProgram {
  getDefinition() {
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: EDGE_VERTEX,
      FRAGMENT_SHADER_SOURCE: EDGE_FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS: ["u_matrix", "u_correctionRatio"],
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_style", size: 1, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [[0, -1], [1, -1], [1, 1], [0, -1], [1, 1], [0, 1]],
    };
  }

  processVisibleItem(index, at, source, target, data) {
    const { array } = this;
    array[at] = source.x;
    array[at + 1] = source.y;
    array[at + 2] = target.x;
    array[at + 3] = target.y;
    array[at + 4] = data.size;
    array[at + 5] = floatColor(data.color);
    array[at + 6] = index;
    array[at + 7] = data.style;
  }

  setUniforms(params, { gl, uniformLocations }) {
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  }
}

/** The same, a pixel wide: what thousands of edges are drawn by. */
export class ThinProgram extends LineProgram {
  getDefinition() {
    return { ...super.getDefinition(), VERTICES: 2, METHOD: LINES, CONSTANT_DATA: [[0, 0], [1, 0]] };
  }
}
