export const viewer = {
  label: "Document “{{title}}”",
  toolbar: {
    label: "Document tools",
    download: "Download {{name}}",
  },
  pages: "Pages",
  page: {
    label: "Page {{page}}",
    of: "Page {{page}} of {{count}}",
    box: "Page (1 to {{count}})",
    goTo: "Go to page {{page}}",
    previous: "Previous page",
    next: "Next page",
    preview: "First page of “{{title}}”",
    failed: "This page could not be shown.",
  },
  zoom: {
    in: "Zoom in",
    out: "Zoom out",
    fitWidth: "Fit width",
    fitPage: "Fit page",
    percent: "{{percent}} %",
  },
  thumbnails: {
    toggle: "Page thumbnails",
    label: "Page thumbnails",
  },
  find: {
    open: "Search in document",
    label: "Search in document",
    close: "Close search",
    next: "Next match",
    previous: "Previous match",
    count: "{{place}} of {{total}}",
    countSoFar: "{{place}} of {{total}}…",
    none: "No matches",
    searching: "Searching…",
  },
  link: {
    external: "{{address}} (opens in a new tab)",
    internal: "Link within this document",
  },
  failure: {
    gone: {
      title: "This document is no longer available",
      body: "It may have been withdrawn. Please ask the person who shared it with you.",
    },
    network: {
      title: "The document could not be loaded",
      body: "Please check your connection and try again. Your place is kept.",
    },
    password: {
      title: "This document is locked with a password",
      body: "It cannot be shown here. Please ask the person who shared it for a copy without a password.",
    },
    broken: {
      title: "This document cannot be shown",
      body: "The file seems to be damaged. Please ask the person who shared it for another copy.",
    },
    stalled: "Connection lost. Pages not loaded yet will follow.",
    retry: "Try again",
    download: "Download the file",
  },
} as const;
