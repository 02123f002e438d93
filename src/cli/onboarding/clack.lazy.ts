/** Questions in a terminal: only a command that asks loads them. */
export const loadClack = () => import("@clack/prompts");
