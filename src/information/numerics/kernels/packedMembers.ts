import type { LikelihoodKernel } from './likelihoodKernel';

/**
 * Puts the members of a group where the kernel's sums read them: eight side by side, with half their squared norms.
 * @param rowOf the place in `rows` at which a member's numbers begin
 */
export function packMembers(
  kernel: LikelihoodKernel,
  { packedAt, halvesAt }: { readonly packedAt: number; readonly halvesAt: number },
  rows: Float64Array,
  dimensions: number,
  members: number,
  rowOf: (member: number) => number,
): void {
  const blocks = Math.ceil(members / 8);
  const packed = kernel.doubles(packedAt, blocks * dimensions * 8);
  const halves = kernel.doubles(halvesAt, blocks * 8).fill(Infinity);
  if (members % 8 !== 0) packed.fill(0, (blocks - 1) * dimensions * 8);
  for (let j = 0; j < members; j++) {
    let half = 0;
    let from = rowOf(j);
    for (let d = 0, to = (j >>> 3) * dimensions * 8 + (j & 7); d < dimensions; d++, to += 8) {
      const value = rows[from++];
      packed[to] = value;
      half += (value * value) / 2;
    }
    halves[j] = half;
  }
}
