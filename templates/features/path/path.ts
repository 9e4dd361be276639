// The page of a path is complete without a script.
export {};
