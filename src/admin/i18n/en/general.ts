export const general = {
  menu: { webhooks: "Webhooks", deliveries: "Deliveries", incoming: "Incoming" },
  common: {
    optional: "Optional",
    none: "None",
    loading: "Loading…",
    save: "Save",
    edit: "Edit",
    cancel: "Cancel",
    delete: "Delete",
    noMatch: "No results",
    noMatchHint: "Try another search or clear the filters.",
  },
  duration: {
    seconds: "{{count}} s",
    minutes: "{{count}} min",
    hours: "{{count}} h",
    days: "{{count}} days",
  },
  secret: {
    title: "Signing secret",
    onlyOnce:
      "Copy it now and keep it safe. It is shown this once and can never be read again; if it is lost, rotate it.",
    copy: "Copy secret",
    copied: "Secret copied",
    notCopied: "The browser gave no access to the clipboard. Select the secret and copy it by hand.",
    show: "Show secret",
    hide: "Hide secret",
    done: "I have stored it",
  },
  rotate: {
    open: "Rotate secret",
    title: "Rotate secret",
    grace: "The old secret stays valid for",
    after: { "0": "Not at all: it ends now", "3600": "1 hour", "86400": "1 day", "604800": "7 days" },
    confirm: "Rotate",
    subscriptionHint:
      "Until the old secret ends, every request carries a signature by each, so the partner can switch without missing one.",
    sourceHint: "Until the old secret ends, messages signed with either are accepted.",
  },
  delete: {
    title: "Are you sure?",
    hint: "“{{name}}” is deleted and what it is still owed is cancelled. The log of its deliveries stays.",
    typeName: "Type {val} to confirm:",
    confirm: "Delete",
    done: "“{{name}}” was deleted",
  },
}
