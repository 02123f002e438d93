/** A file of this device's identity holds something that cannot be used. It was left as it is. */
export class IdentityError extends Error {
  override readonly name = "IdentityError";
  readonly path: string;
  /** What a person can do about it. */
  readonly next: string;

  constructor(path: string, problem: string, next?: string, options?: ErrorOptions) {
    super(`${path} cannot be used: ${problem}`, options);
    this.path = path;
    this.next =
      next ?? "move the file away; a new one is made, which the gateway has to get to know";
  }
}
