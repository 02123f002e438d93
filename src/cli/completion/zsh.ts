import { quoted } from "./bash.ts";
import type { OfferedOption, Place } from "./words.ts";

/** A script for zsh: `compdef` files and `source` both work. */
export function zshScript(places: readonly Place[]): string {
  const cases = places.map(({ words, next, options }) => {
    const offers = [
      ...next.map(({ word, summary }) => described(word, summary)),
      ...options.map(({ name, summary }) => described(name, summary)),
    ];
    return `    (${quoted(words)}) offered=(${offers.join(" ")}) ;;`;
  });
  return `#compdef zero
# zsh completion for zero; written by \`zero completion zsh\`.
_zero() {
  local typed="" before="" at
  local -a offered
  for ((at = 2; at < CURRENT; at++)); do
    before="\${words[at]}"
    if [[ "\${words[at - 1]}" == --profile && -z "$typed" ]]; then continue; fi
    if _zero_knows "\${typed:+$typed }$before"; then typed="\${typed:+$typed }$before"; fi
  done
  before="\${words[CURRENT - 1]}"
  case "$typed $before" in
${places.flatMap((place) => place.options.flatMap((option) => valueCase(place, option))).join("\n")}
  esac
  case "$typed" in
${cases.join("\n")}
  esac
  _describe -o zero offered
}
_zero_knows() {
  case "$1" in
    (${places
      .filter(({ words }) => words !== "")
      .map(({ words }) => quoted(words))
      .join("|")}) return 0 ;;
  esac
  return 1
}
if [[ "$funcstack[1]" == _zero ]]; then _zero "$@"; else compdef _zero zero; fi
`;
}

function valueCase({ words }: Place, { name, takesValue, choices }: OfferedOption): string[] {
  if (!takesValue) return [];
  const offer =
    choices.length === 0 ? "_files" : `compadd -- ${choices.map((one) => quoted(one)).join(" ")}`;
  return [`    (${quoted(`${words} ${name}`)}) ${offer}; return ;;`];
}

/** A colon parts the word from what is said about it. */
function described(word: string, summary: string): string {
  return quoted(`${word.replaceAll(":", "\\:")}:${summary.replaceAll("\n", " ")}`);
}
