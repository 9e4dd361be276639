export * from "./en/speech";
