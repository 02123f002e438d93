import type { OfferedOption, Place } from "./words.ts";

/** A script for fish. */
export function fishScript(places: readonly Place[]): string {
  const known = places.flatMap(({ words }) => (words === "" ? [] : [quoted(words)]));
  const lines = places.flatMap((place) => [
    ...place.next.map(({ word, summary }) => {
      return `${offer(place)} -a ${quoted(word)} -d ${quoted(summary)}`;
    }),
    ...place.options.map((option) => `${offer(place)} ${optionWords(option)}`),
  ]);
  return `# fish completion for zero; written by \`zero completion fish\`.
set -g __zero_known ${known.join(" ")}
function __zero_path
    set -l typed
    set -l before
    for word in (commandline -opc)[2..-1]
        if test "$before" != --profile -o -n "$typed"
            set -l longer (string join -- ' ' $typed $word)
            contains -- "$longer" $__zero_known; and set typed $longer
        end
        set before $word
    end
    string join -- ' ' $typed
end
function __zero_at
    set -l now (__zero_path)
    test "$now" = "$argv[1]"
end
complete -c zero -f
${lines.join("\n")}
`;
}

const offer = ({ words }: Place): string =>
  `complete -c zero -n ${quoted(`__zero_at ${quoted(words)}`)}`;

function optionWords({ name, summary, takesValue, choices }: OfferedOption): string {
  const value = takesValue
    ? ` -r${choices.length > 0 ? ` -a ${quoted(choices.join(" "))}` : " -F"}`
    : "";
  return `-l ${name.replace(/^--/, "")}${value} -d ${quoted(summary)}`;
}

/** Fish knows a backslash between single quotes, where other shells do not. */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
