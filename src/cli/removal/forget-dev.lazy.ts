/** What `gateway --dev --reset` does first: no other start has to load it. */
export const loadForgetting = () => import("./forget-dev.ts");
