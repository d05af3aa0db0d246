/** By `FuseV1Options`: whether it is to be on. */
export const FUSES: Readonly<Record<number, boolean>>;
