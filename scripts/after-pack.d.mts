export interface Packed {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    readonly appInfo: { readonly productFilename: string; readonly name: string };
    readonly executableName: string;
    readonly config: { readonly electronVersion?: string | undefined };
  };
}
/** Rejects where the executable has other fuses than are known here, or one reads otherwise than it was set. */
export default function afterPack(packed: Packed): Promise<void>;
