import type { InboundMessage } from "@zero/channel";

const ATTACHMENTS_MAX = 32;
const NAME_LENGTH_MAX = 256;

/** What a row keeps of a message besides its columns. */
export type Body = Pick<
  InboundMessage,
  "text" | "attachments" | "replyTo" | "group" | "mentionsUs"
>;

/**
 * The message as it is kept: a longer text is cut and says so, further attachments are left out,
 * names that a stranger chose are shortened.
 */
export function bodyOf(message: InboundMessage, textLengthMax: number): Body {
  const { text, attachments, replyTo, group, mentionsUs } = message;
  return {
    text: cutText(text, textLengthMax),
    attachments: attachments.slice(0, ATTACHMENTS_MAX).map((attachment) => ({
      ...attachment,
      ...(attachment.mimeType === undefined ? {} : { mimeType: cutName(attachment.mimeType) }),
      ...(attachment.fileName === undefined ? {} : { fileName: cutName(attachment.fileName) }),
    })),
    replyTo,
    group,
    mentionsUs,
  };
}

/** At most 256 UTF-16 units of a name. */
export function cutName(name: string): string {
  return headOf(name, NAME_LENGTH_MAX);
}

/** The first `max` UTF-16 units, and a mark behind them that says how many are missing. */
function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = headOf(text, max);
  return `${head}\n[… ${text.length - head.length} more characters were cut off]`;
}

/** Never ends in half of a surrogate pair. */
function headOf(text: string, max: number): string {
  const head = text.slice(0, max);
  const last = head.charCodeAt(head.length - 1);
  const halved = text.length > max && last >= 0xd800 && last <= 0xdbff;
  return halved ? head.slice(0, -1) : head;
}
