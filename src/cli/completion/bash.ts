import type { Place } from "./words.ts";

/**
 * A script for bash. It knows every word by itself, so no key starts the program. Works in bash 3.2
 * too, which macOS has: no associative arrays.
 */
export function bashScript(places: readonly Place[]): string {
  const cases = places.map(({ words, next, options }) => {
    const all = [...next.map(({ word }) => word), ...options.map(({ name }) => name)];
    return `    ${quoted(words)}) offered=${quoted(all.join(" "))} ;;`;
  });
  const values = places.flatMap(({ words, options }) =>
    options.flatMap(({ name, takesValue, choices }) =>
      takesValue
        ? [`    ${quoted(`${words} ${name}`)}) offered=${quoted(choices.join(" "))} ;;`]
        : [],
    ),
  );
  return `# bash completion for zero; written by \`zero completion bash\`.
_zero() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="" typed="" at offered=""
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    before="\${COMP_WORDS[at]}"
    # The name of a profile is no command.
    if [[ "\${COMP_WORDS[at - 1]}" == --profile && -z "$typed" ]]; then continue; fi
    if _zero_knows "\${typed:+$typed }$before"; then typed="\${typed:+$typed }$before"; fi
  done
  before="\${COMP_WORDS[COMP_CWORD - 1]}"
  case "$typed $before" in
${values.join("\n")}
    *)
      case "$typed" in
${cases.map((line) => `    ${line}`).join("\n")}
      esac
      ;;
  esac
  if [[ -n "$offered" ]]; then
    COMPREPLY=($(compgen -W "$offered" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
_zero_knows() {
  case "$1" in
    ${places
      .filter(({ words }) => words !== "")
      .map(({ words }) => quoted(words))
      .join(" | ")}) return 0 ;;
  esac
  return 1
}
complete -o filenames -F _zero zero
`;
}

/** Words of the table are letters, digits, dashes and spaces; anything else is made harmless. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
