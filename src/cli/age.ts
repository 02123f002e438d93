/**
 * How long a time is, in one unit, as `3min`: seconds below 90 s, minutes below 90 min, hours below
 * two days. A time that is negative because two clocks differ is `0s`.
 */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 90) return `${seconds}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes}min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours}h` : `${Math.round(hours / 24)}d`;
}
