export interface Summary {
  n: number;
  min?: number;
  p50?: number;
  p90?: number;
  p99?: number;
  max?: number;
  mean?: number;
}

export function quantile(sorted: readonly number[], q: number): number;
export function summary(values: readonly number[], digits?: number): Summary;
export function median(values: readonly number[]): number;
export function round(value: number, digits?: number): number | null;
export function sleep(ms: number): Promise<void>;
export function now(): number;
export function pool(total: number, width: number, job: (index: number) => Promise<unknown>): Promise<void>;
