/** Brings the watcher's code in; a gateway does it while clients connect already. */
export const loadChokidar = () => import("chokidar");
