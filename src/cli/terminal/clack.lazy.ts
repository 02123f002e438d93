/** Questions in a terminal, for the few commands that ask any. */
export const loadClack = () => import("@clack/prompts");
