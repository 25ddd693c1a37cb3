/** Mails about unread messages: only the server needs them. */
export const chatMail = {
  subject_one: "{{count}} new message in “{{room}}”",
  subject_other: "{{count}} new messages in “{{room}}”",
  lead_one: "There is {{count}} message in the room “{{room}}” that you have not read yet:",
  lead_other: "There are {{count}} messages in the room “{{room}}” that you have not read yet:",
  more_one: "And {{count}} more.",
  more_other: "And {{count}} more.",
  apart_one: "There is {{count}} new message in the buyers-only conversation of “{{room}}”.",
  apart_other: "There are {{count}} new messages in the buyers-only conversation of “{{room}}”.",
  visitor: "A visitor",
  fileOnly: "(a file)",
  action: "Open the chat",
  whyMember: "You get this mail because you take part in this room.",
  whyBuyer:
    "You get this mail because you came into this room of {{brand}} with this address. Should it not open, please use the link that you received for the room.",
  turnOff: "Get no more of these mails from this room",
} as const;
