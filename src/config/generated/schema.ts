// Written by `pnpm gen`; edit the declarations instead.
/** What may stand in the configuration file, as JSON Schema. */
export const configSchema: Readonly<Record<string, unknown>> = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "properties": {
    "env": {
      "type": "object",
      "required": [],
      "properties": {
        "vars": {
          "type": "object",
          "patternProperties": {
            "^[A-Za-z_][A-Za-z0-9_]*$": {
              "type": "string",
              "maxLength": 131072
            }
          },
          "default": {},
          "additionalProperties": false
        }
      },
      "additionalProperties": {
        "type": "string",
        "maxLength": 131072
      },
      "description": "Variables, by name, here or below `vars`; seen where the environment has none."
    },
    "agents": {
      "type": "object",
      "properties": {
        "defaults": {
          "type": "object",
          "properties": {
            "model": {
              "type": "object",
              "required": [],
              "properties": {
                "primary": {
                  "type": "string",
                  "description": "The model that answers, as `provider/name` or an alias. Without it: the first model under `models.providers`, else a key in the environment, else a model server on this machine, else `builtin/offline`.",
                  "minLength": 1,
                  "maxLength": 256
                },
                "fallbacks": {
                  "type": "array",
                  "items": {
                    "type": "string",
                    "description": "A model, as `provider/name` or an alias.",
                    "minLength": 1,
                    "maxLength": 256
                  },
                  "default": [],
                  "maxItems": 8,
                  "description": "Models that are asked in this order when the primary one fails."
                }
              },
              "additionalProperties": false
            },
            "models": {
              "type": "object",
              "default": {},
              "description": "Aliases, by `provider/name`. When it names any model, `models.list` shows these only.",
              "additionalProperties": {
                "type": "object",
                "properties": {
                  "alias": {
                    "type": "string",
                    "description": "A short name for this model.",
                    "minLength": 1,
                    "maxLength": 256
                  }
                },
                "additionalProperties": false,
                "required": []
              }
            },
            "workspace": {
              "type": "string",
              "minLength": 1,
              "default": "~/zero",
              "description": "Folder of the agent's own files, such as `AGENTS.md` and `SOUL.md`."
            },
            "skipBootstrap": {
              "type": "boolean",
              "default": false,
              "description": "Do not create the first files in a new workspace."
            },
            "bootstrapMaxChars": {
              "type": "integer",
              "default": 20000,
              "minimum": 0,
              "maximum": 200000,
              "description": "Longest text that one workspace file adds to the prompt; its middle is left out."
            },
            "contextTokens": {
              "type": "integer",
              "default": 200000,
              "minimum": 2000,
              "maximum": 2000000,
              "description": "Largest prompt and answer together, also for models that could take more."
            },
            "timeoutSeconds": {
              "type": "integer",
              "default": 600,
              "minimum": 0,
              "maximum": 86400,
              "description": "Longest time of one turn; 0 means no limit. A request may ask for another."
            },
            "verboseDefault": {
              "enum": [
                "off",
                "on",
                "full"
              ],
              "default": "off",
              "description": "Whether clients see the tools of a turn as they run."
            },
            "maxConcurrent": {
              "type": "integer",
              "default": 4,
              "minimum": 1,
              "maximum": 64,
              "description": "Turns that run at once, over all sessions."
            },
            "limits": {
              "type": "object",
              "required": [],
              "properties": {
                "firstTokenSeconds": {
                  "type": "integer",
                  "default": 180,
                  "minimum": 1,
                  "maximum": 86400,
                  "description": "Longest wait for the first sign of an answer."
                },
                "silenceSeconds": {
                  "type": "integer",
                  "default": 90,
                  "minimum": 1,
                  "maximum": 86400,
                  "description": "Longest silence inside an answer."
                },
                "toolSeconds": {
                  "type": "integer",
                  "default": 60,
                  "minimum": 1,
                  "maximum": 86400,
                  "description": "Longest time of one tool call."
                },
                "toolCalls": {
                  "type": "integer",
                  "default": 50,
                  "minimum": 0,
                  "maximum": 1000,
                  "description": "Tool calls in one turn."
                },
                "outputChars": {
                  "type": "integer",
                  "default": 200000,
                  "minimum": 1000,
                  "maximum": 2000000,
                  "description": "Longest text of one turn's answer; it ends there, with a note."
                }
              },
              "additionalProperties": false
            }
          },
          "required": [],
          "additionalProperties": false
        }
      },
      "required": [],
      "additionalProperties": false
    },
    "browser": {
      "type": "object",
      "properties": {
        "controlUrl": {
          "type": "string",
          "maxLength": 4096,
          "pattern": "^https?://[^\\s]+$",
          "description": "Address of browser control. Reserved: this version does not listen there yet, so a change restarts nothing."
        },
        "profiles": {
          "type": "object",
          "default": {},
          "description": "Browsers, by name. Their ports are kept free: this version starts no browser yet.",
          "additionalProperties": {
            "type": "object",
            "properties": {
              "cdpPort": {
                "type": "integer",
                "minimum": 1,
                "maximum": 65535,
                "description": "Port of the browser on this machine. `zero browser create-profile` takes a free one of those for browsers; it stays when `gateway.port` moves."
              },
              "cdpUrl": {
                "type": "string",
                "maxLength": 4096,
                "pattern": "^(https?|wss?):\\/\\/[^\\s]+$",
                "description": "Address of a browser elsewhere, instead of `cdpPort`. Treated as a secret: it may hold one."
              },
              "color": {
                "type": "string",
                "pattern": "^#[0-9A-Fa-f]{6}$",
                "description": "Color that its windows are marked with, as `#RRGGBB`."
              }
            },
            "additionalProperties": false,
            "required": []
          }
        }
      },
      "required": [],
      "additionalProperties": false
    },
    "canvasHost": {
      "type": "object",
      "properties": {
        "port": {
          "type": "integer",
          "minimum": 0,
          "maximum": 65535,
          "description": "Port of the canvas; 0 takes any free one. Reserved: this version does not listen there yet."
        }
      },
      "required": [],
      "additionalProperties": false
    },
    "channels": {
      "type": "object",
      "properties": {
        "telegram": {
          "type": "object",
          "required": [],
          "properties": {
            "enabled": {
              "type": "boolean",
              "default": true,
              "description": "False: the account is not connected."
            },
            "name": {
              "type": "string",
              "maxLength": 4096,
              "description": "What people call the account, in listings."
            },
            "botToken": {
              "type": "string",
              "maxLength": 4096,
              "description": "The token that @BotFather gave for the bot."
            },
            "tokenFile": {
              "type": "string",
              "maxLength": 4096,
              "description": "File that holds the bot's token; wins over `botToken` beside it."
            },
            "dmPolicy": {
              "enum": [
                "allowlist",
                "open",
                "disabled"
              ],
              "default": "allowlist",
              "description": "Who may talk with the assistant in private: those in `allowFrom` (`allowlist`), everybody (`open`, which needs \"*\" in `allowFrom`) or nobody (`disabled`). A stranger gets nothing."
            },
            "allowFrom": {
              "type": "array",
              "items": {
                "anyOf": [
                  {
                    "type": "integer",
                    "minimum": 1
                  },
                  {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 64
                  }
                ]
              },
              "default": [],
              "maxItems": 10000,
              "description": "Numeric ids of the people who may talk with the assistant; an empty list is nobody."
            },
            "replyToMode": {
              "enum": [
                "off",
                "first",
                "all"
              ],
              "default": "first",
              "description": "Which parts of an answer quote the message that they answer."
            },
            "textChunkLimit": {
              "type": "integer",
              "default": 4000,
              "minimum": 64,
              "maximum": 4096,
              "description": "Longest message that is sent, in UTF-16 units; longer texts are cut."
            },
            "timeoutSeconds": {
              "type": "integer",
              "default": 60,
              "minimum": 1,
              "maximum": 500,
              "description": "Longest wait for an answer of the Bot API, besides long polls."
            },
            "apiRoot": {
              "type": "string",
              "maxLength": 4096,
              "default": "https://api.telegram.org",
              "pattern": "^https?://[^\\s/?#]+(/[^\\s?#]*)?$",
              "description": "Address of the Bot API; the token is sent there and nowhere else."
            },
            "uncertainSends": {
              "enum": [
                "resend",
                "hold"
              ],
              "default": "resend",
              "description": "What becomes of a message whose delivery is unknown after a crash or a cut connection: it is sent again, which may double it (`resend`), or kept for the operator (`hold`)."
            },
            "accounts": {
              "type": "object",
              "patternProperties": {
                "^[a-z0-9][a-z0-9_-]{0,63}$": {
                  "type": "object",
                  "properties": {
                    "enabled": {
                      "type": "boolean",
                      "description": "False: the account is not connected."
                    },
                    "name": {
                      "type": "string",
                      "maxLength": 4096,
                      "description": "What people call the account, in listings."
                    },
                    "botToken": {
                      "type": "string",
                      "maxLength": 4096,
                      "description": "The token that @BotFather gave for the bot."
                    },
                    "tokenFile": {
                      "type": "string",
                      "maxLength": 4096,
                      "description": "File that holds the bot's token; wins over `botToken` beside it."
                    },
                    "dmPolicy": {
                      "enum": [
                        "allowlist",
                        "open",
                        "disabled"
                      ],
                      "description": "Who may talk with the assistant in private: those in `allowFrom` (`allowlist`), everybody (`open`, which needs \"*\" in `allowFrom`) or nobody (`disabled`). A stranger gets nothing."
                    },
                    "allowFrom": {
                      "type": "array",
                      "items": {
                        "anyOf": [
                          {
                            "type": "integer",
                            "minimum": 1
                          },
                          {
                            "type": "string",
                            "minLength": 1,
                            "maxLength": 64
                          }
                        ]
                      },
                      "maxItems": 10000,
                      "description": "Numeric ids of the people who may talk with the assistant; an empty list is nobody."
                    },
                    "replyToMode": {
                      "enum": [
                        "off",
                        "first",
                        "all"
                      ],
                      "description": "Which parts of an answer quote the message that they answer."
                    },
                    "textChunkLimit": {
                      "type": "integer",
                      "minimum": 64,
                      "maximum": 4096,
                      "description": "Longest message that is sent, in UTF-16 units; longer texts are cut."
                    },
                    "timeoutSeconds": {
                      "type": "integer",
                      "minimum": 1,
                      "maximum": 500,
                      "description": "Longest wait for an answer of the Bot API, besides long polls."
                    },
                    "apiRoot": {
                      "type": "string",
                      "maxLength": 4096,
                      "pattern": "^https?://[^\\s/?#]+(/[^\\s?#]*)?$",
                      "description": "Address of the Bot API; the token is sent there and nowhere else."
                    },
                    "uncertainSends": {
                      "enum": [
                        "resend",
                        "hold"
                      ],
                      "description": "What becomes of a message whose delivery is unknown after a crash or a cut connection: it is sent again, which may double it (`resend`), or kept for the operator (`hold`)."
                    }
                  },
                  "additionalProperties": false,
                  "required": []
                }
              },
              "maxProperties": 64,
              "description": "Several bots, each under a name of your choice.",
              "additionalProperties": false
            }
          },
          "additionalProperties": false,
          "description": "Telegram, through a bot that @BotFather made."
        }
      },
      "required": [],
      "additionalProperties": false
    },
    "commands": {
      "type": "object",
      "properties": {
        "restart": {
          "type": "boolean",
          "default": false,
          "description": "SIGUSR1 restarts the gateway in its process, whoever sent it."
        }
      },
      "required": [],
      "additionalProperties": false
    },
    "gateway": {
      "type": "object",
      "properties": {
        "mode": {
          "enum": [
            "local",
            "remote"
          ],
          "description": "`local`: this machine runs the gateway. `remote`: commands ask another one."
        },
        "port": {
          "type": "integer",
          "minimum": 0,
          "maximum": 65535,
          "default": 18789,
          "description": "Port of the WebSocket and of HTTP; 0 takes any free one."
        },
        "bind": {
          "enum": [
            "loopback",
            "lan",
            "tailnet",
            "auto",
            "custom"
          ],
          "default": "loopback",
          "description": "Which addresses it listens on. Anything but `loopback` needs a token or a password."
        },
        "customBindHost": {
          "type": "string",
          "minLength": 1,
          "maxLength": 4096,
          "description": "The address for `gateway.bind` = `custom`."
        },
        "auth": {
          "type": "object",
          "properties": {
            "mode": {
              "enum": [
                "token",
                "password"
              ],
              "description": "Which of the two is asked for; `password` when only that is set."
            },
            "token": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4096,
              "description": "What clients send as `auth.token`."
            },
            "password": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4096,
              "description": "What clients send as `auth.password`."
            }
          },
          "description": "What a client has to know.",
          "additionalProperties": false,
          "required": []
        },
        "trustedProxies": {
          "type": "array",
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          },
          "default": [],
          "maxItems": 64,
          "description": "Addresses of proxies whose forwarding headers are believed."
        },
        "reload": {
          "type": "object",
          "required": [],
          "properties": {
            "mode": {
              "enum": [
                "hybrid",
                "hot",
                "restart",
                "off"
              ],
              "default": "hybrid",
              "description": "What a changed file does: what can be applied is, and the rest restarts the gateway in its process (`hybrid`); the rest waits for the next start (`hot`); every change restarts (`restart`); nothing happens (`off`)."
            },
            "debounceMs": {
              "type": "integer",
              "default": 300,
              "minimum": 0,
              "maximum": 60000,
              "description": "How long the file has to rest before it is read."
            }
          },
          "description": "The file is watched, and what changes in it is applied.",
          "additionalProperties": false
        },
        "config": {
          "type": "object",
          "required": [],
          "properties": {
            "onInvalid": {
              "enum": [
                "last-good",
                "exit"
              ],
              "default": "last-good",
              "description": "What a start with a broken file does: it goes on with the last configuration that worked, and says so, or it leaves with status 78."
            }
          },
          "additionalProperties": false
        },
        "http": {
          "type": "object",
          "required": [],
          "properties": {
            "endpoints": {
              "type": "object",
              "required": [],
              "properties": {
                "chatCompletions": {
                  "type": "object",
                  "required": [],
                  "properties": {
                    "enabled": {
                      "type": "boolean",
                      "default": false,
                      "description": "Serves `/v1/chat/completions`."
                    }
                  },
                  "additionalProperties": false
                }
              },
              "additionalProperties": false
            }
          },
          "additionalProperties": false
        },
        "tailscale": {
          "type": "object",
          "required": [],
          "properties": {
            "mode": {
              "enum": [
                "off",
                "serve",
                "funnel"
              ],
              "default": "off",
              "description": "Has `tailscale` pass HTTPS on to this gateway: `serve` from the tailnet, `funnel` from the whole internet. Both need `gateway.bind` = `loopback`, `funnel` a password."
            },
            "resetOnExit": {
              "type": "boolean",
              "default": false,
              "description": "Takes that back when the gateway leaves; Tailscale remembers it otherwise."
            }
          },
          "additionalProperties": false
        },
        "remote": {
          "type": "object",
          "required": [],
          "properties": {
            "url": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4096,
              "pattern": "^wss?://[^\\s]+$",
              "description": "The gateway's address, such as `ws://127.0.0.1:18789`. With `transport: ssh` its port counts, on the other machine's loopback; without one that of `gateway.port`."
            },
            "transport": {
              "enum": [
                "direct",
                "ssh"
              ],
              "default": "direct",
              "description": "How commands get there: `direct` to `url`, or through `ssh` to `sshTarget`, which each command starts and ends."
            },
            "sshTarget": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4096,
              "description": "The other machine as `user@host[:port]`, or a name of your `ssh` configuration."
            },
            "sshIdentity": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4096,
              "description": "The file of the key for it; `ssh` chooses without one."
            },
            "token": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4096
            },
            "password": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4096
            },
            "tlsFingerprint": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4096,
              "pattern": "^([sS][hH][aA]-?256[:=])?([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$",
              "description": "SHA-256 of the certificate that `url` (wss) must show; no other is taken."
            },
            "allowPlaintext": {
              "type": "boolean",
              "default": false,
              "description": "Also speak `ws://` to hosts beyond this machine and the tailnet, where anybody on the way reads the token."
            }
          },
          "description": "The gateway that commands ask when `gateway.mode` is `remote`.",
          "additionalProperties": false
        },
        "nodes": {
          "type": "object",
          "properties": {
            "allowCommands": {
              "type": "array",
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 256
              },
              "default": [],
              "maxItems": 256,
              "description": "Commands that nodes may run besides those of their platform."
            },
            "denyCommands": {
              "type": "array",
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 256
              },
              "default": [],
              "maxItems": 256,
              "description": "Commands that no node may run, whatever its platform."
            }
          },
          "required": [],
          "additionalProperties": false
        }
      },
      "required": [],
      "additionalProperties": false
    },
    "logging": {
      "type": "object",
      "properties": {
        "level": {
          "enum": [
            "debug",
            "info",
            "warn",
            "error"
          ],
          "default": "info",
          "description": "The least important record that goes into the file."
        },
        "consoleLevel": {
          "enum": [
            "debug",
            "info",
            "warn",
            "error"
          ],
          "default": "info",
          "description": "The least important record that goes to stdout; `--verbose` makes it `debug`."
        },
        "consoleStyle": {
          "enum": [
            "pretty",
            "compact",
            "json"
          ],
          "description": "How records look on stdout: for people, one line of text each, or as in the file. `pretty` on a terminal, else `json`."
        },
        "redactSensitive": {
          "enum": [
            "tools",
            "off"
          ],
          "default": "tools",
          "description": "Known for the sake of older files. Secrets are taken out of the log whatever it says."
        },
        "redactPatterns": {
          "type": "array",
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256
          },
          "default": [],
          "maxItems": 16,
          "description": "Regular expressions, as text or as `/text/flags`; what they match is taken out of the log and of reports as well."
        },
        "file": {
          "type": "string",
          "minLength": 1,
          "maxLength": 4096,
          "description": "Another place than `<state>/logs/gateway.jsonl`."
        },
        "budgetMb": {
          "type": "integer",
          "minimum": 4,
          "maximum": 65536,
          "default": 64,
          "description": "What all files of the log may measure together, in MiB; the oldest go."
        },
        "keepDays": {
          "type": "integer",
          "minimum": 1,
          "maximum": 3650,
          "default": 30,
          "description": "Days for which an older file of the log is kept."
        }
      },
      "required": [],
      "additionalProperties": false
    },
    "meta": {
      "type": "object",
      "properties": {
        "lastTouchedVersion": {
          "type": "string",
          "maxLength": 256,
          "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
        },
        "lastTouchedAt": {
          "type": "string",
          "maxLength": 256,
          "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
        }
      },
      "required": [],
      "additionalProperties": false
    },
    "models": {
      "type": "object",
      "properties": {
        "mode": {
          "enum": [
            "merge",
            "replace"
          ],
          "default": "merge",
          "description": "`merge`: providers that stand here and those that the environment has a key for. `replace`: only those that stand here."
        },
        "providers": {
          "type": "object",
          "patternProperties": {
            "^[a-z0-9][a-z0-9_-]{0,63}$": {
              "type": "object",
              "required": [],
              "properties": {
                "baseUrl": {
                  "type": "string",
                  "pattern": "^https?://[^\\s]+$",
                  "maxLength": 2000,
                  "description": "Address of the API. The key is sent to this origin and nowhere else."
                },
                "apiKey": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 4096,
                  "description": "Its key."
                },
                "api": {
                  "enum": [
                    "openai-completions",
                    "openai-responses",
                    "anthropic-messages",
                    "google-generative-ai"
                  ],
                  "description": "How it is spoken to; `openai-completions` unless the provider is known."
                },
                "authHeader": {
                  "type": "boolean",
                  "description": "Send the key as a bearer token, whatever the API usually does."
                },
                "headers": {
                  "type": "object",
                  "description": "More headers for each request to it.",
                  "additionalProperties": {
                    "type": "string",
                    "maxLength": 4096
                  }
                },
                "models": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": [
                      "id"
                    ],
                    "properties": {
                      "id": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 200,
                        "description": "The server's name for it."
                      },
                      "name": {
                        "type": "string",
                        "maxLength": 200,
                        "description": "What people read."
                      },
                      "reasoning": {
                        "type": "boolean",
                        "description": "It can be told how much to think."
                      },
                      "input": {
                        "type": "array",
                        "items": {
                          "enum": [
                            "text",
                            "image"
                          ]
                        },
                        "description": "What it can be given."
                      },
                      "cost": {
                        "type": "object",
                        "required": [
                          "input",
                          "output"
                        ],
                        "properties": {
                          "input": {
                            "type": "number"
                          },
                          "output": {
                            "type": "number"
                          },
                          "cacheRead": {
                            "type": "number"
                          },
                          "cacheWrite": {
                            "type": "number"
                          }
                        },
                        "description": "Price of a million tokens.",
                        "additionalProperties": false
                      },
                      "contextWindow": {
                        "type": "integer",
                        "minimum": 1000,
                        "description": "In tokens."
                      },
                      "maxTokens": {
                        "type": "integer",
                        "minimum": 1,
                        "description": "Longest answer, in tokens."
                      }
                    },
                    "additionalProperties": false
                  },
                  "default": [],
                  "maxItems": 500,
                  "description": "Models that it has; others work as well, with careful assumptions."
                }
              },
              "additionalProperties": false
            }
          },
          "default": {},
          "description": "Model servers, by name.",
          "additionalProperties": false
        }
      },
      "required": [],
      "additionalProperties": false
    },
    "session": {
      "type": "object",
      "properties": {
        "dmScope": {
          "enum": [
            "main",
            "per-peer",
            "per-channel-peer",
            "per-account-channel-peer"
          ],
          "default": "main",
          "description": "Which session a private message belongs to: one for everybody (`main`), or one for each person, for each person on each channel, or for each person on each account."
        }
      },
      "required": [],
      "additionalProperties": false
    },
    "wizard": {
      "type": "object",
      "properties": {
        "lastRunAt": {
          "type": "string",
          "maxLength": 256,
          "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
        },
        "lastRunVersion": {
          "type": "string",
          "maxLength": 256,
          "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
        },
        "lastRunCommit": {
          "type": "string",
          "maxLength": 256,
          "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
        },
        "lastRunCommand": {
          "type": "string",
          "maxLength": 256,
          "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
        },
        "lastRunMode": {
          "type": "string",
          "maxLength": 256,
          "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
        }
      },
      "required": [],
      "additionalProperties": false
    }
  },
  "required": [],
  "additionalProperties": false
};
