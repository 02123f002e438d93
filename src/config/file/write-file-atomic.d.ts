/** The package brings no types; this is the part that is used. */
declare module "write-file-atomic" {
  interface Options {
    mode?: number;
  }
  const writeFileAtomic: (path: string, data: string, options: Options) => Promise<void>;
  export default writeFileAtomic;
}
