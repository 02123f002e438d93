/**
 * Makes room in a table that is above its limit: the entry that was put in first goes. Returns its
 * key, or undefined when there was room.
 */
export function dropOldest<K>(table: Map<K, unknown> | Set<K>, max: number): K | undefined {
  if (table.size <= max) return undefined;
  const [oldest] = table.keys();
  if (oldest !== undefined) table.delete(oldest);
  return oldest;
}
