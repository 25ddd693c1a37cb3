export const settings = {
  title: "Settings",
  search: {
    label: "Search settings",
    nothing: "No setting matches “{{query}}”.",
    found_one: "{{count}} setting found",
    found_other: "{{count}} settings found",
  },
  groups: { you: "You", workspace: "Workspace", installation: "Installation" },
  sections: {
    profile: "Profile",
    mails: "Mails",
    jobs: "Jobs",
  },
  items: {
    profileName: "Your name",
  },
} as const;
