/** The routes and the library that serves them, loaded by the first request. */
export const loadApp = () => import("./app.ts");
