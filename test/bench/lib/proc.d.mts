export interface ProcessSample {
  pid: number;
  rssMb: number;
  peakMb: number;
  threads: number;
  cpuS: number;
}

export function sample(pid: number): ProcessSample | null;
export function cpuBusy(): { idle: number; total: number };
export function busyShare(before: { idle: number; total: number }, after: { idle: number; total: number }): number;
