/** What the methods of the control plane keep: wake words, and what each day cost. */
export const control = `
CREATE TABLE voice_triggers (
  place INTEGER PRIMARY KEY,
  words TEXT NOT NULL
);

-- Tokens of the answers of one day, by the calendar of this machine. Counted where the answer is
-- written down, in the same transaction, so that a run that is taken up again counts nothing twice.
CREATE TABLE usage_days (
  day TEXT NOT NULL, -- YYYY-MM-DD
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  answers INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  PRIMARY KEY (day, provider, model)
);
INSERT INTO usage_days
  SELECT strftime('%Y-%m-%d', at / 1000, 'unixepoch', 'localtime') AS day,
    coalesce(json_extract(body, '$.provider'), '') AS provider,
    coalesce(json_extract(body, '$.model'), '') AS model,
    count(*),
    sum(coalesce(json_extract(body, '$.usage.inputTokens'), 0)),
    sum(coalesce(json_extract(body, '$.usage.outputTokens'), 0))
  FROM messages
  WHERE role = 'assistant' AND json_extract(body, '$.usage') IS NOT NULL
  GROUP BY 1, 2, 3;
CREATE TRIGGER usage_counted AFTER INSERT ON messages
  WHEN new.role = 'assistant' AND json_extract(new.body, '$.usage') IS NOT NULL
BEGIN
  INSERT INTO usage_days (day, provider, model, answers, input_tokens, output_tokens)
  VALUES (
    strftime('%Y-%m-%d', new.at / 1000, 'unixepoch', 'localtime'),
    coalesce(json_extract(new.body, '$.provider'), ''),
    coalesce(json_extract(new.body, '$.model'), ''),
    1,
    coalesce(json_extract(new.body, '$.usage.inputTokens'), 0),
    coalesce(json_extract(new.body, '$.usage.outputTokens'), 0)
  )
  ON CONFLICT (day, provider, model) DO UPDATE SET
    answers = answers + 1,
    input_tokens = input_tokens + excluded.input_tokens,
    output_tokens = output_tokens + excluded.output_tokens;
END;
`;
