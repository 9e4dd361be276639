export * from "./en/forms";
