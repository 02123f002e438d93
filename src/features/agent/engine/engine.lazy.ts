/** The engine, loaded by the first turn that needs a provider. */
export const loadEngine = () => import("./engine.ts");
