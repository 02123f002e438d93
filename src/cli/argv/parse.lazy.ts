/** The parser of options, for commands that run: words alone are found without it. */
export const loadParser = () => import("./parse.ts");
