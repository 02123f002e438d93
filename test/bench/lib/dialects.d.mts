export interface Dialect {
  name: string;
}

export function resolveDialect(name: string, overrides?: object): Dialect;
