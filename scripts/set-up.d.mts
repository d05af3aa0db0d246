export interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly peer?: boolean;
  readonly devOptional?: boolean;
  readonly extraneous?: boolean;
}
export const root: string;
export function missingPackage(
  wanted: Readonly<Record<string, LockedPackage>>,
  installed: Readonly<Record<string, LockedPackage>>,
): string | null;
export function setUp(script: string): Promise<boolean>;
