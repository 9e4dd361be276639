export * from "./en/answers";
