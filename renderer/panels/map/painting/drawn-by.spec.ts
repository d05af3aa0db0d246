import { expect, it } from 'vitest';
import { isDrawnBySoftware } from './drawn-by.ts';

it.each([
  ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)', true],
  ['llvmpipe (LLVM 15.0.6, 256 bits)', true],
  ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)', true],
  ['ANGLE (NVIDIA, NVIDIA GeForce RTX 4060 Direct3D11)', false],
])('knows who draws: %s', (renderer, software) => {
  const gl = { getExtension: () => ({ UNMASKED_RENDERER_WEBGL: 1 }), getParameter: () => renderer };
  expect(isDrawnBySoftware({ getContext: () => gl } as unknown as HTMLCanvasElement)).toBe(software);
});
