/** What dataset has of the attributes that a contract names: reviewDue for "[data-review-due]". */
export type Dataset<Selector extends string> = { [Name in Property<Selector>]?: string };

type Property<Selector extends string> = Selector extends `${string}[data-${infer Name}]${string}` ? Camel<Name> : never;

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
