import type { Command } from "./actions";

type Means = { navigate: (to: string) => void; openShortcuts: () => void };

export function runCommand(command: Command, { navigate, openShortcuts }: Means): void {
  if ("to" in command) navigate(command.to);
  else if ("opens" in command) openShortcuts();
  else postAsPage(command.posts, command.fields);
}

/** Language and appearance belong to the whole document, and signing out leaves it: the browser loads it anew. */
function postAsPage(action: string, fields: Readonly<Record<string, string>>): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  const { pathname, search } = window.location;
  for (const [name, value] of Object.entries({
    ...fields,
    ...(isSwitch(fields) && { next: pathname + search }),
  })) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

function isSwitch(fields: Readonly<Record<string, string>>): boolean {
  return Object.keys(fields).length > 0;
}
